import type { SignedIn } from '@holdfast/shared/protocol/sign-in.ts';
import { expect, test, vi } from 'vitest';
import { withData } from '../cli/open-data.ts';
import { changeUser, disableUser } from '../cli/users.ts';
import type { DeviceSession } from '../store/records.ts';
import { readStore, type WriteWork, writeStore } from '../store/work.ts';
import { newTicket } from '../test-support/changes.ts';
import { type RawClient, readyClient } from '../test-support/raw-client.ts';
import { emailOf, post, signIn, type TestServer, testServer } from '../test-support/test-server.ts';

/** What must reach a live connection reaches it within so many milliseconds (security item 25). */
const SOON_MS = 1_000;

function ended(client: RawClient): Promise<string> {
  return new Promise((resolve) => client.socket.once('disconnect', resolve));
}

/** The milliseconds that it took, from before it was done until the line was closed. */
async function timeUntilEnded(client: RawClient, doIt: () => Promise<unknown>): Promise<number> {
  const closed = ended(client);
  const began = performance.now();
  await doIt();
  await closed;
  return performance.now() - began;
}

function connect(server: TestServer, { accessToken }: SignedIn): Promise<RawClient> {
  return readyClient({ url: server.url, token: accessToken });
}

/** Changes a session's record as another process would. */
async function changeSession(server: TestServer, id: string, changes: Partial<DeviceSession>): Promise<void> {
  await withData(server.config, ({ store }) => store.write(() => putChanged(id, changes)));
}

function* putChanged(id: string, changes: Partial<DeviceSession>): WriteWork<void> {
  const session = yield* readStore((tx) => tx.deviceSession(id));
  if (session === undefined) throw new Error('There is no such session.');
  yield* writeStore((tx) => tx.putDeviceSession({ ...session, ...changes }));
  yield* writeStore((tx) => tx.raiseAuthRevision());
}

function sessionOf(accessToken: string): string {
  const [, claims = ''] = accessToken.split('.');
  return String(JSON.parse(Buffer.from(claims, 'base64url').toString()).sid);
}

test('25: signing out ends that device’s connection within a second, and no other', async () => {
  const server = await testServer();
  const phone = await server.person('agent');
  const laptop = await signIn(server.url, emailOf('agent'));
  const [onPhone, onLaptop] = [await connect(server, phone), await connect(server, laptop)];
  const took = await timeUntilEnded(onPhone, () =>
    post(`${server.url}/auth/sign-out`, { refreshToken: phone.refreshToken }),
  );
  expect(took).toBeLessThan(SOON_MS);
  expect(await onPhone.event('session:revoked')).toMatchObject([
    { code: 'AUTHENTICATION_FAILED', reason: 'ended' },
  ]);
  expect(await onLaptop.ping({})).toMatchObject({ ok: true });
});

test('25: what another process ended, disabled or asked to wipe reaches connections within a second', async () => {
  const server = await testServer();
  const [ada, bob, eve] = [
    await server.person('agent', 'Ada'),
    await server.person('agent', 'Bob'),
    await server.person('staff', 'Eve'),
  ];
  const now = Date.now();
  const cases = [
    {
      person: ada,
      doIt: () => changeSession(server, sessionOf(ada.accessToken), { revokedAt: now }),
      told: { code: 'AUTHENTICATION_FAILED', reason: 'ended' },
    },
    {
      person: bob,
      doIt: () => withData(server.config, (data) => disableUser(data, emailOf('Bob'))),
      told: { code: 'AUTHORIZATION_FAILED', reason: 'disabled' },
    },
    {
      person: eve,
      doIt: () => changeSession(server, sessionOf(eve.accessToken), { revokedAt: now, wipeAskedAt: now }),
      told: { code: 'AUTHORIZATION_FAILED', reason: 'wipe' },
    },
  ];
  for (const { person, doIt, told } of cases) {
    const client = await connect(server, person);
    expect(await timeUntilEnded(client, doIt), told.reason).toBeLessThan(SOON_MS);
    expect(await client.event('session:revoked')).toMatchObject([told]);
  }
});

test('25: a role that another process changed reaches connections within a second, with what it lets see', async () => {
  const server = await testServer();
  const agent = await connect(server, await server.person('agent'));
  const staff = await connect(server, await server.person('staff'));
  await agent.change('ticket.create', newTicket());
  expect((await staff.pull()).rows.filter(({ table }) => table === 'ticket')).toEqual([]);
  const began = performance.now();
  await withData(server.config, (data) => changeUser(data, emailOf('staff'), { role: 'agent' }));
  await staff.event('sync:scopes');
  expect(performance.now() - began).toBeLessThan(SOON_MS);
  expect((await staff.pull()).rows.filter(({ table }) => table === 'ticket')).toHaveLength(1);
  await withData(server.config, (data) => changeUser(data, emailOf('staff'), { role: 'staff' }));
  await vi.waitFor(async () =>
    expect((await staff.pull()).rows.filter(({ table }) => table === 'ticket')).toEqual([]),
  );
});

test('a session that ended while its handshake was under way does not stay', async () => {
  const server = await testServer();
  const agent = await server.person('agent');
  const clients = await Promise.all(Array.from({ length: 5 }, () => connect(server, agent)));
  const late = Array.from({ length: 3 }, () => connect(server, agent).catch((error: unknown) => error));
  await post(`${server.url}/auth/sign-out`, { refreshToken: agent.refreshToken });
  const settled = await Promise.all(late);
  await vi.waitFor(() => {
    for (const client of clients) expect(client.socket.connected).toBe(false);
    for (const client of settled) expect(client).not.toMatchObject({ socket: { connected: true } });
  });
});

/** A server whose clock the test moves, with tokens of ten minutes. */
async function serverWithClock() {
  const clock = { now: Date.now() };
  const server = await testServer({}, { now: () => clock.now });
  const agent = await server.person('agent');
  const renew = async ({ refreshToken }: SignedIn) =>
    (await post(`${server.url}/auth/refresh`, { refreshToken })).body;
  return { server, clock, agent, renew };
}

test('26: a connection is told before its token runs out, and closed after', async () => {
  const { server, clock, agent } = await serverWithClock();
  const client = await connect(server, agent);
  clock.now += 541_000;
  const [notice] = await client.event('session:expiring');
  expect(notice).toMatchObject({ expiresInMs: expect.any(Number) });
  expect(client.socket.connected).toBe(true);
  const closed = ended(client);
  clock.now += 60_000;
  expect(await closed).toBe('io server disconnect');
  expect(client.events.some(({ name }) => name === 'session:revoked')).toBe(false);
});

test('26: a new token on the open connection keeps it open, without a break', async () => {
  const { server, clock, agent, renew } = await serverWithClock();
  const client = await connect(server, agent);
  clock.now += 541_000;
  await client.event('session:expiring');
  const renewed = await renew(agent);
  const answer = await client.send('session:refresh', { token: renewed.accessToken });
  expect(answer).toMatchObject({ ok: true, expiresInMs: expect.any(Number) });
  clock.now += 540_000;
  await vi.waitFor(
    () => expect(client.events.filter(({ name }) => name === 'session:expiring')).toHaveLength(2),
    { timeout: 3_000 },
  );
  expect((await client.change('ticket.create', newTicket())).result.ok).toBe(true);
  expect(client.socket.connected).toBe(true);
});

test('26: only a good token of the same sign-in is taken, and an older one takes nothing away', async () => {
  const { server, clock, agent, renew } = await serverWithClock();
  const client = await connect(server, agent);
  const other = await signIn(server.url, emailOf('agent'));
  const refused = async (token: unknown, code: string) =>
    expect(await client.send('session:refresh', { token })).toMatchObject({ ok: false, error: { code } });
  await refused(other.accessToken, 'AUTHORIZATION_FAILED');
  await refused('garbage', 'AUTHENTICATION_FAILED');
  await refused({}, 'INVALID_MESSAGE');
  clock.now += 300_000;
  const renewed = await renew(agent);
  await client.send('session:refresh', { token: renewed.accessToken });
  const older = await client.send<{ expiresInMs: number }>('session:refresh', { token: agent.accessToken });
  expect(older).toMatchObject({ ok: true });
  if (older.ok) expect(older.expiresInMs).toBeGreaterThan(590_000);
  clock.now += 301_000;
  await refused(agent.accessToken, 'TOKEN_EXPIRED');
});
