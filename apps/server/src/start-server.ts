import type { AddressInfo } from 'node:net';
import { allModels } from '@holdfast/shared/registry.ts';
import { type Logger, pino } from 'pino';
import { apiTokenHandlers } from './api/api-token-handlers.ts';
import { auditHandlers } from './api/audit-handlers.ts';
import { deviceHandlers } from './api/device-handlers.ts';
import { inviteHandlers } from './api/invite-handlers.ts';
import { serverHandlers } from './api/server-handlers.ts';
import { Auditor } from './audit/auditor.ts';
import { AccessTokens } from './auth/access-token.ts';
import { Accounts } from './auth/accounts.ts';
import { createCheckAccess } from './auth/check-access.ts';
import { resolveSecret } from './auth/secret.ts';
import { SignInLimits } from './auth/sign-in-limits.ts';
import type { Config } from './config.ts';
import { ApiTokens } from './events/api-tokens.ts';
import { EVENTS_NAMESPACE } from './events/events-namespace.ts';
import { OutsideListening } from './events/outside-listening.ts';
import { createClientAddressOf, trustOf } from './http/client-address.ts';
import { createHttpApp } from './http/http-app.ts';
import { SocketServer } from './realtime/socket-server.ts';
import { SyncService } from './realtime/sync-service.ts';
import { shareFolder } from './store/sqlite/folder-lock.ts';
import { type OpenFile, openSqliteStore } from './store/sqlite/sqlite-store.ts';
import { realOutside } from './sync/outside.ts';
import { packPage } from './sync/pack-page.ts';

/** How long clients should stay away when the server stops, in milliseconds. */
const RECONNECT_AFTER_MS = 1_000;

export interface RunningServer {
  /** Where it serves, for example `http://127.0.0.1:4310`. */
  readonly url: string;
  readonly port: number;
  /** Stops gracefully: running commits finish, their answers go out, connections close. */
  stop(): Promise<void>;
  /** Deletes what has grown old, as it does by itself every hour (S18). */
  prune(): Promise<void>;
}

/** What comes from outside besides the settings. */
export interface StartOptions {
  readonly log?: Logger;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  readonly openFile?: OpenFile;
}

/**
 * Starts a server and resolves when it serves.
 * @throws Error when the port is taken or the data folder cannot be used
 */
export async function startServer(config: Config, options: StartOptions = {}): Promise<RunningServer> {
  const now = options.now ?? Date.now;
  const log = options.log ?? pino({ level: config.logLevel });
  const outside = realOutside(now);
  const hold = shareFolder(config.dataFolder);
  const store = openSqliteStore({
    folder: config.dataFolder,
    models: allModels,
    newId: outside.newId,
    ...(options.openFile && { openFile: options.openFile }),
  });
  const tokens = new AccessTokens(
    resolveSecret(config.secret, config.dataFolder),
    config.accessTokenSeconds,
    now,
  );
  const auditor = new Auditor({ store, outside, log });
  const apiTokens = new ApiTokens({ store, outside });
  const app = createHttpApp({
    auditor,
    checkAccess: createCheckAccess({ store, tokens, outside }),
    handlers: {
      ...deviceHandlers(),
      ...inviteHandlers(),
      ...apiTokenHandlers({ apiTokens, onRevoked: () => listening.tokensRevoked() }),
      ...auditHandlers({ store, outside, auditor }),
      ...serverHandlers(),
    },
    log,
    allowedOrigins: config.allowedOrigins,
    trustedProxies: config.trustedProxies,
    allowPlain: config.allowPlain,
    accounts: new Accounts({ ...config, store, tokens, outside }),
    limits: new SignInLimits(config.signInsPerMinute, config.signInsPerMinutePerAddress),
  });

  const sockets = new SocketServer({ http: app.server, config, log });
  const listening = new OutsideListening({
    namespace: sockets.namespace(EVENTS_NAMESPACE),
    addressOf: createClientAddressOf(trustOf(config.trustedProxies)),
    refused: () => {},
    apiTokens,
    store,
    outside,
    log,
    auditor,
    config,
  });
  const service = new SyncService({
    store,
    config,
    outside,
    log,
    observer: listening.observer,
    auditor,
    tokens,
    send: sockets,
    packPage,
    drop: sockets.drop,
  });

  async function stop(): Promise<void> {
    await service.drain(RECONNECT_AFTER_MS);
    await listening.stop(RECONNECT_AFTER_MS);
    await sockets.drain(RECONNECT_AFTER_MS, config.stopTimeoutMs);
    await sockets.close();
    await app.close();
    await service.queue.idle();
    await auditor.idle();
    await store.close();
    hold.release();
  }

  await service.start();
  await listening.start();
  sockets.open(service);
  try {
    await app.listen({ host: config.host, port: config.port });
  } catch (error) {
    await stop();
    throw new Error(
      `It cannot serve at ${config.host}:${config.port}: ${String(error)}. Set HOLDFAST_PORT.`,
      {
        cause: error,
      },
    );
  }
  const { port } = app.server.address() as AddressInfo;
  const url = `http://${hostInUrl(config.host)}:${port}`;
  return { url, port, stop: once(stop), prune: () => service.prune() };
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
