import { allModels } from '@holdfast/shared/registry.ts';
import { pino } from 'pino';
import { expect, onTestFinished, test } from 'vitest';
import { noAuditor } from '../audit/auditor.ts';
import { withData } from '../cli/open-data.ts';
import { disableUser } from '../cli/users.ts';
import { type Config, loadConfig } from '../config.ts';
import { openSqliteStore } from '../store/sqlite/sqlite-store.ts';
import { readStore } from '../store/work.ts';
import type { Connection } from '../sync/connections.ts';
import { noObserver } from '../sync/observer.ts';
import { type Outside, realOutside } from '../sync/outside.ts';
import { packPage } from '../sync/pack-page.ts';
import { newTicket } from '../test-support/changes.ts';
import { tellNobody } from '../test-support/tell-nobody.ts';
import { tempFolder } from '../test-support/temp-folder.ts';
import { addPerson, emailOf, newId } from '../test-support/test-server.ts';
import { SyncService } from './sync-service.ts';

interface Options {
  readonly outside?: Partial<Outside>;
  readonly packPage?: typeof packPage;
}

/** The service without Socket.IO: events are handed to it as its carrier would. */
async function openService({ outside = {}, packPage: pack = packPage }: Options = {}) {
  const config = loadConfig({ HOLDFAST_DATA: tempFolder() });
  const store = openSqliteStore({ folder: config.dataFolder, models: allModels, newId });
  const log = pino({ level: 'silent' });
  const service = new SyncService({
    ...{ store, config, log, packPage: pack, drop: () => {} },
    outside: { ...realOutside(), ...outside },
    observer: noObserver,
    auditor: noAuditor,
    tokens: { verify: () => Promise.reject(new Error('nobody signs in here')) },
    send: tellNobody,
  });
  onTestFinished(async () => {
    await service.drain(0);
    await store.close();
  });
  await service.start();
  return { config, service, store };
}

type Answer = Record<string, unknown>;

/** Sends events as one person; gives their answers. */
function lineOf(service: SyncService, userId: string) {
  const about = { id: newId(), userId, clientId: newId(), scopes: new Set<string>(), scopesAsOf: 0 };
  const session = {
    sessionId: newId(),
    device: 'test',
    address: '192.0.2.1',
    expiresAt: Number.POSITIVE_INFINITY,
    since: 0,
  };
  const connection: Connection = { ...about, ...session, protocol: 2 };
  const events = service.events(connection.protocol);
  let seq = 0;
  const send = (event: string, request: object) =>
    new Promise<Answer>((resolve) => {
      void events.get(event)?.(connection, [request, resolve]);
    });
  const mutation = (name: string, args: unknown) => {
    seq += 1;
    return { id: newId(), seq, name, args, at: new Date().toISOString() };
  };
  return { send, mutation, clientId: connection.clientId };
}

const pullAll = { acked: 0, cursors: {}, limit: 2_000 };

async function agentOf(config: Config): Promise<string> {
  return (await addPerson(config, 'agent', 'agent')).id;
}

test('S5: an effect that throws is a stored UNKNOWN_ERROR, which stops nobody and is answered again', async () => {
  let broken = false;
  const failing = () => {
    if (broken) throw new Error('secret detail');
    return newId();
  };
  const { config, service, store } = await openService({ outside: { newId: failing } });
  const { send, mutation, clientId } = lineOf(service, await agentOf(config));
  const epoch = await store.read(() => readStore((tx) => tx.epoch()));
  const first = mutation('ticket.create', newTicket());
  broken = true;
  const answer = await send('sync:push', { epoch, acked: 0, mutations: [first] });
  broken = false;
  expect(answer).toMatchObject({
    ok: true,
    lastSeq: 1,
    results: [{ ok: false, error: { code: 'UNKNOWN_ERROR' } }],
  });
  expect(JSON.stringify(answer)).not.toContain('secret detail');
  const again = await send('sync:push', {
    ...{ epoch, acked: 0 },
    mutations: [first, mutation('ticket.create', newTicket())],
  });
  expect(again).toMatchObject({ results: [{ ok: false, error: { code: 'UNKNOWN_ERROR' } }, { ok: true }] });
  expect(await store.read(() => readStore((tx) => tx.result(clientId, 1)))).toMatchObject({ ok: false });
  expect(await store.read(() => readStore((tx) => tx.rows('ticket', {}, undefined)))).toHaveLength(1);
});

test('S7: whoever was disabled is told so by every event, though their token still holds', async () => {
  const { config, service, store } = await openService();
  const { send, mutation } = lineOf(service, await agentOf(config));
  const epoch = await store.read(() => readStore((tx) => tx.epoch()));
  await withData(config, (data) => disableUser(data, emailOf('agent')));
  const refused = { ok: false, error: { code: 'AUTHORIZATION_FAILED', reason: 'disabled' } };
  const push = { epoch, acked: 0, mutations: [mutation('ticket.create', newTicket())] };
  expect(await send('sync:push', push)).toMatchObject(refused);
  expect(await send('sync:pull', pullAll)).toMatchObject(refused);
  expect(await send('ping', { hash: 0 })).toMatchObject(refused);
  expect(await send('sync:digest', { scope: 'desk', cursor: 0, hash: 0 })).toMatchObject(refused);
  expect(await send('sync:known', { ids: [] })).toMatchObject(refused);
});

test('S11: what somebody loses sight of while their page is packed is not sent', async () => {
  let whilePacking = async () => {};
  const { config, service, store } = await openService({
    packPage: async (page) => {
      const packed = await packPage(page);
      await whilePacking();
      return packed;
    },
  });
  const agent = lineOf(service, await agentOf(config));
  const staff = await addPerson(config, 'staff', 'staff');
  const epoch = await store.read(() => readStore((tx) => tx.epoch()));
  const ticket = newTicket({ assigneeId: staff.id });
  const push = (name: string, args: unknown) =>
    agent.send('sync:push', { epoch, acked: 0, mutations: [agent.mutation(name, args)] });
  await push('ticket.create', ticket);
  whilePacking = async () => {
    whilePacking = async () => {};
    await push('ticket.update', { id: ticket.id, changes: { assigneeId: { was: staff.id, now: null } } });
  };
  const answer = await lineOf(service, staff.id).send('sync:pull', pullAll);
  expect(answer).toMatchObject({ ok: true });
  expect(JSON.stringify(answer)).not.toContain(ticket.title);
});

test('first syncs of many clients at once are read page by page, few at a time', async () => {
  let [inMemory, most] = [0, 0];
  const { config, service } = await openService({
    packPage: async (page) => {
      inMemory += 1;
      most = Math.max(most, inMemory);
      const packed = await packPage(page);
      await new Promise((resolve) => setImmediate(resolve));
      inMemory -= 1;
      return packed;
    },
  });
  const userId = await agentOf(config);
  const lines = Array.from({ length: 30 }, () => lineOf(service, userId));
  const answers = await Promise.all(lines.map(({ send }) => send('sync:pull', pullAll)));
  expect(answers.every((answer) => answer.ok === true)).toBe(true);
  expect(most).toBeLessThanOrEqual(4);
});
