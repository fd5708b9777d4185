import type { Server as HttpServer } from 'node:http';
import type { ServerOptions as TlsOptions } from 'node:https';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { apiTokenHandlers } from './api/api-token-handlers.ts';
import { auditHandlers } from './api/audit-handlers.ts';
import { deviceHandlers } from './api/device-handlers.ts';
import { inviteHandlers } from './api/invite-handlers.ts';
import { serverHandlers } from './api/server-handlers.ts';
import { AccessTokens } from './auth/access-token.ts';
import { createCheckAccess } from './auth/check-access.ts';
import { type Auth, createAuth } from './auth/create-auth.ts';
import type { Config } from './config.ts';
import { ApiTokens } from './events/api-tokens.ts';
import { EVENTS_NAMESPACE } from './events/events-namespace.ts';
import { OutsideListening } from './events/outside-listening.ts';
import { Transfers } from './files/downloads/transfers.ts';
import { addFileFigures } from './files/file-figures.ts';
import { FileKeeping } from './files/file-keeping.ts';
import { fileHome } from './files/home/file-home.ts';
import { addRoutes, createHttpApp, type RouteOptions } from './http/http-app.ts';
import { readTlsFiles } from './http/tls-files.ts';
import { DataSize } from './ops/data-size.ts';
import { Figures } from './ops/figures.ts';
import { tellAll } from './ops/tell-all.ts';
import { untilReached } from './ops/until-reached.ts';
import { SocketServer } from './realtime/socket-server.ts';
import { SyncService } from './realtime/sync-service.ts';
import { type Base, createBase, type StartOptions } from './server-base.ts';
import { shareFolder } from './store/sqlite/folder-lock.ts';
import { numberMessages } from './sync/number-messages.ts';
import { packPage } from './sync/pack-page.ts';

/** How long changes should stay away when the server stops, in milliseconds. */
const CLOSED_FOR_MS = 1_000;

/** So much of the time for a stop may be spent on answers that are on their way, on HTTP requests under way, and on mails. */
const FLUSH_SHARE = 0.5;
const REQUESTS_SHARE = 0.2;
const MAILS_SHARE = 0.2;

export interface RunningServer {
  /** Where it serves, for example `http://127.0.0.1:4310`. */
  readonly url: string;
  readonly port: number;
  /** Stops gracefully: running commits finish, their answers go out, connections close. */
  stop(): Promise<void>;
  /** Deletes what has grown old, as it does by itself every hour (S18). */
  prune(): Promise<void>;
}

/**
 * Starts a server and resolves when it serves.
 * @throws Error when the port is taken or the data cannot be used
 */
export async function startServer(config: Config, options: StartOptions = {}): Promise<RunningServer> {
  const parts = createParts(config, options);
  const stop = once(() => stopParts(parts));
  try {
    await serve(parts);
  } catch (error) {
    await stop();
    throw error;
  }
  const { base, app, realtime } = parts;
  base.lifecycle.serves();
  const { port } = app.server.address() as AddressInfo;
  const url = `${config.tls === undefined ? 'http' : 'https'}://${hostInUrl(config.host)}:${port}`;
  return { url, port, stop, prune: () => realtime.service.prune() };
}

type Parts = ReturnType<typeof createParts>;

/** All that a server is made of; nothing of it serves yet. */
function createParts(config: Config, options: StartOptions) {
  const tls = readTlsFiles(config.tls);
  const hold = shareFolder(config.dataFolder);
  const base = createBase(config, options);
  const app = createApp(base, tls);
  const realtime = createRealtime(base, app.server);
  const files = createFiles(base, realtime);
  const size = new DataSize(base);
  const figures = createFigures(base, size, realtime, files);
  const auth = createOwnAuth(base, realtime);
  addRoutes(app, createRoutes(base, realtime, files, figures, auth));
  return { hold, base, app, realtime, files, size, figures, auth };
}

async function serve({ base, app, realtime, files, size }: Parts): Promise<void> {
  const { config } = base;
  realtime.sockets.open(realtime.service);
  realtime.listening.open();
  // Where the data is a file it is opened or refused at once, before anybody can ask for it.
  if (config.postgres === undefined) await base.openData();
  await listen(app, config);
  await begin(base, realtime);
  files.keeping.start();
  size.start();
}

async function stopParts({ hold, base, app, realtime, files, size, figures, auth }: Parts): Promise<void> {
  const { config, lifecycle, auditor } = base;
  const { sockets, service, listening } = realtime;
  lifecycle.drains();
  await files.transfers.stop();
  await service.drain(CLOSED_FOR_MS);
  await listening.stop(config.reconnectSpreadMs);
  await sockets.drain(config.reconnectSpreadMs, config.stopTimeoutMs * FLUSH_SHARE);
  await sockets.close(config.stopTimeoutMs * REQUESTS_SHARE);
  await app.close();
  await files.keeping.stop();
  await service.queue.idle();
  // Mails may wait for a mail server that does not answer.
  await Promise.race([
    auth.forgotten.idle(),
    wait(config.stopTimeoutMs * MAILS_SHARE, undefined, { ref: false }),
  ]);
  await auditor.idle();
  figures.stop();
  await size.stop();
  await base.close();
  hold.release();
}

/**
 * Lines that the system takes while the process is busy, when thousands come back at once: what it does not take,
 * clients try again only after a second and more. The system may have a lower limit of its own.
 */
const MOST_WAITING_LINES = 1_024;

/** @throws Error saying what to set where the address is taken */
async function listen(app: FastifyInstance, { host, port }: Config): Promise<void> {
  try {
    await app.listen({ host, port, backlog: MOST_WAITING_LINES });
  } catch (error) {
    const message = `It cannot serve at ${host}:${port}: ${String(error)}. Set HOLDFAST_PORT.`;
    throw new Error(message, { cause: error });
  }
}

/** Reads what it needs, and lets clients in. Waits for as long as a database across the network cannot be reached. */
async function begin(base: Base, { service, listening }: Realtime): Promise<void> {
  const steps = [
    () => base.openData(),
    () => numberMessages({ ...base, queue: service.queue }),
    () => listening.start(),
    () => service.start(),
  ];
  for (const step of steps) {
    if (base.config.postgres === undefined) await step();
    else await untilReached(step, base.log);
  }
}

function createApp({ config, log, outside, counting: { metrics } }: Base, tls: TlsOptions | null) {
  return createHttpApp({
    config,
    log,
    tls,
    newRequestId: outside.newId,
    onAnswered: (request) => metrics.request(request),
    onError: (code) => metrics.requestRefused(code),
  });
}

type Realtime = ReturnType<typeof createRealtime>;

/** What speaks over sockets: sync, and `/events`. */
function createRealtime(base: Base, http: HttpServer) {
  const { config, store, outside, counting } = base;
  const { observer } = counting;
  const tokens = new AccessTokens(base.secret, config.accessTokenSeconds, outside.now);
  const sockets = new SocketServer({ ...base, http, observer });
  const apiTokens = new ApiTokens({ store, outside });
  const listening = new OutsideListening({
    ...base,
    namespace: sockets.namespace(EVENTS_NAMESPACE),
    addressOf: sockets.addressOf,
    refused: (address, code) => {
      sockets.gate.refused(address, code);
      observer.refused(code);
    },
    apiTokens,
    whoIsThere: () => service.presence.whole(),
  });
  const service: SyncService = new SyncService({
    ...base,
    observer: tellAll([observer, listening.observer]),
    tokens,
    send: sockets,
    packPage,
    drop: sockets.drop,
    onPresence: (change) => listening.tellPresence(change),
  });
  return { sockets, service, listening, apiTokens, tokens };
}

type Files = ReturnType<typeof createFiles>;

/** What keeps the bytes of files and has them travel. */
function createFiles(base: Base, { service: { queue, leases } }: Realtime) {
  const { config, counting } = base;
  const keeping = new FileKeeping({
    ...base,
    queue,
    home: fileHome(config.dataFolder),
    settings: config.files,
    isShared: config.postgres !== undefined,
    isOurs: () => leases.holds('clocks'),
  });
  const transfers = new Transfers(base);
  addFileFigures(counting.metrics, keeping, transfers);
  return { keeping, transfers };
}

function createFigures(
  base: Base,
  size: DataSize,
  { service, sockets }: Realtime,
  { keeping }: Files,
): Figures {
  return new Figures({
    ...base,
    ...base.counting,
    files: keeping.home,
    connections: service.connections,
    rooms: service.rooms,
    presence: service.presence,
    lineOf: (connection) => sockets.lineOf(connection),
    lines: () => sockets.lines.size,
    traffic: sockets.lines.traffic,
    dataBytes: () => size.bytes,
  });
}

function createOwnAuth(base: Base, { service, tokens }: Realtime): Auth {
  return createAuth({
    ...base,
    queue: service.queue,
    tokens,
    sessionsEnded: () => service.sessionsEnded(),
    onGuessing: (address, what) => base.suspicions.note({ kind: 'sign-in-guessing', address, what }),
  });
}

function createRoutes(
  base: Base,
  realtime: Realtime,
  files: Files,
  figures: Figures,
  auth: Auth,
): RouteOptions {
  const { config, store, outside, auditor, suspicions } = base;
  const { tokens, apiTokens, listening } = realtime;
  return {
    ...{ store, outside, auditor, auth, tokens, apiTokens },
    checkAccess: createCheckAccess({ store, tokens, outside }),
    handlers: {
      ...deviceHandlers(auth),
      ...inviteHandlers(auth),
      ...apiTokenHandlers({ apiTokens, onRevoked: () => listening.tokensRevoked() }),
      ...auditHandlers({ store, outside, auditor }),
      ...serverHandlers({ readStats: () => figures.stats(), suspicions: () => suspicions.list() }),
    },
    readReadiness: () => figures.readiness(),
    readMetrics: () => figures.metricsText(),
    metricsToken: config.metricsToken,
    files: files.keeping,
    transfers: files.transfers,
    apiTokens,
    tokens,
    store,
    outside,
  };
}

function hostInUrl(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}

function once(run: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  return () => {
    running ??= run();
    return running;
  };
}
