import type { WireError } from '@holdfast/shared/protocol/errors.ts';
import { PROTOCOL_VERSION, SCHEMA_VERSION } from '@holdfast/shared/protocol/versions.ts';
import { allModels } from '@holdfast/shared/registry.ts';
import { pino } from 'pino';
import { expect, onTestFinished, test, vi } from 'vitest';
import { noAuditor } from '../audit/auditor.ts';
import { endSessionsOf, openSession } from '../auth/sessions.ts';
import { loadConfig } from '../config.ts';
import { openSqliteStore } from '../store/sqlite/sqlite-store.ts';
import { noObserver } from '../sync/observer.ts';
import { realOutside } from '../sync/outside.ts';
import { packPage } from '../sync/pack-page.ts';
import { tellNobody } from '../test-support/tell-nobody.ts';
import { tempFolder } from '../test-support/temp-folder.ts';
import { addPerson, newId } from '../test-support/test-server.ts';
import { connectionOf, SyncService } from './sync-service.ts';

const DAY_MS = 86_400_000;

/** The service without Socket.IO, and one person's session: each step of a handshake at its own moment. */
async function openDoor(settings: Readonly<Record<string, string>> = {}) {
  const config = loadConfig({ HOLDFAST_DATA: tempFolder(), ...settings });
  const outside = realOutside();
  const store = openSqliteStore({ folder: config.dataFolder, models: allModels, newId });
  const { id: userId } = await addPerson(config, 'agent', 'agent');
  const session = { id: newId(), userId, device: 'test', token: 'not used here' };
  await store.write(() => openSession(session, outside.now(), { idleMs: DAY_MS, totalMs: DAY_MS }));
  const revoked: WireError[] = [];
  const service = new SyncService({
    ...{ store, config, outside, packPage, log: pino({ level: 'silent' }), drop: () => {} },
    ...{ observer: noObserver, auditor: noAuditor },
    tokens: { verify: async () => ({ userId, sessionId: session.id, expiresAt: outside.now() + DAY_MS }) },
    send: { ...tellNobody, revoked: (_connections, reason) => revoked.push(reason) },
  });
  await service.start();
  onTestFinished(async () => {
    await service.drain(0);
    await store.close();
  });
  const says = { token: 'x', protocol: PROTOCOL_VERSION, schema: SCHEMA_VERSION };
  const admit = () => service.admit({ ...says, clientId: newId() }, '192.0.2.1');
  const welcome = (visitor: Awaited<ReturnType<typeof admit>>) =>
    service.welcome(visitor, connectionOf(newId(), visitor, outside.now()), () => true);
  const endSession = async () => {
    await store.write(() => endSessionsOf(userId, outside.now()));
    service.sessionsEnded();
  };
  return { service, admit, welcome, endSession, revoked };
}

test.each([
  ['a person', { HOLDFAST_MAX_CONNECTIONS_PER_USER: '1' }],
  ['an address', { HOLDFAST_MAX_CONNECTIONS_PER_ADDRESS: '1' }],
])('29: handshakes of %s that were checked at the same moment are not all let in', async (_, settings) => {
  const { service, admit, welcome } = await openDoor(settings);
  const [first, second] = await Promise.all([admit(), admit()]);
  expect(await welcome(first)).toBe(true);
  await expect(welcome(second)).rejects.toMatchObject({
    code: 'RATE_LIMIT_EXCEEDED',
    details: { reason: 'connections', retryAfterMs: expect.any(Number) },
  });
  expect(service.connections.size).toBe(1);
});

test('25: a session that ends between the check of its handshake and its first message is not let in', async () => {
  const { service, admit, welcome, endSession, revoked } = await openDoor();
  const [late, early] = await Promise.all([admit(), admit()]);
  await welcome(early);
  await endSession();
  await vi.waitFor(() => expect(revoked).toMatchObject([{ reason: 'ended' }]));
  await expect(welcome(late)).rejects.toMatchObject({ code: 'AUTHENTICATION_FAILED' });
  expect(service.connections.size).toBe(1);
});
