import { pino } from 'pino';
import { expect, test } from 'vitest';
import { withData } from '../cli/open-data.ts';
import type { Store } from '../store/store.ts';
import { readStore } from '../store/work.ts';
import { ask, askRaw } from '../test-support/ask.ts';
import { RawClient } from '../test-support/raw-client.ts';
import { auditKindsOf, auditOf } from '../test-support/read-audit.ts';
import { emailOf, PASSWORD, post, signIn, type TestServer, testServer } from '../test-support/test-server.ts';
import { noteSeen } from './note-seen.ts';
import { SeenDevices } from './seen-devices.ts';

const devicesOf = async (server: TestServer, accessToken: string) =>
  (await ask(server.url, accessToken, 'account.devices', {})).devices;
const refresh = (server: TestServer, refreshToken: string) =>
  post(`${server.url}/auth/refresh`, { refreshToken });
const sessionIdOf = (refreshToken: string) => refreshToken.split('.')[0] ?? '';

test('a person sees their own devices: which one this is, when each was seen, and when it ends', async () => {
  const server = await testServer();
  const here = await server.person('agent');
  const there = await signIn(server.url, emailOf('agent'));
  await server.person('staff');
  const devices = await devicesOf(server, here.accessToken);
  expect(devices.map(({ id }) => id).sort()).toEqual(
    [sessionIdOf(here.refreshToken), sessionIdOf(there.refreshToken)].sort(),
  );
  const current = devices.find((device) => device.current);
  expect(current).toMatchObject({
    id: sessionIdOf(here.refreshToken),
    name: 'test',
    endedAt: null,
    wipe: 'no',
  });
});

test('25: a device that was signed out is let in nowhere: requests, renewing, sockets', async () => {
  const server = await testServer();
  const here = await server.person('agent');
  const there = await signIn(server.url, emailOf('agent'));
  await ask(server.url, here.accessToken, 'account.end-device', { id: sessionIdOf(there.refreshToken) });
  const ended = { code: 'AUTHENTICATION_FAILED', reason: 'ended' };
  expect(await askRaw(server.url, there.accessToken, 'account.devices', {})).toMatchObject({
    status: 401,
    body: { error: ended },
  });
  expect((await refresh(server, there.refreshToken)).body.error).toMatchObject(ended);
  const connecting = new RawClient({ url: server.url, token: there.accessToken }).connected();
  await expect(connecting).rejects.toMatchObject(ended);
  const devices = await devicesOf(server, here.accessToken);
  expect(devices.map(({ endedAt }) => endedAt === null).sort()).toEqual([false, true]);
});

test('nobody ends the devices of somebody else but an admin', async () => {
  const server = await testServer();
  const admin = await server.person('admin');
  const agent = await server.person('agent');
  const other = await server.person('manager');
  const id = sessionIdOf(agent.refreshToken);
  const notThere = { code: 'NOT_FOUND' };
  await expect(ask(server.url, other.accessToken, 'account.end-device', { id })).rejects.toMatchObject(
    notThere,
  );
  const refused = ask(server.url, other.accessToken, 'people.end-device', { id, wipe: true });
  await expect(refused).rejects.toMatchObject({ code: 'AUTHORIZATION_FAILED' });
  await ask(server.url, admin.accessToken, 'people.end-device', { id, wipe: false });
  expect((await refresh(server, agent.refreshToken)).status).toBe(401);
});

test('a device whose data shall be removed is told so at its next contact, and says when it did', async () => {
  const server = await testServer();
  const admin = await server.person('admin');
  const { user, accessToken, refreshToken } = await server.person('agent');
  const id = sessionIdOf(refreshToken);
  const wipeState = async () => {
    const { devices } = await ask(server.url, admin.accessToken, 'people.devices', { userId: user.id });
    return devices.map(({ wipe, endedAt }) => `${wipe} ${endedAt === null ? 'in' : 'out'}`);
  };
  await ask(server.url, admin.accessToken, 'people.end-device', { id, wipe: true });
  expect(await wipeState()).toEqual(['asked out']);
  const wipe = { code: 'AUTHORIZATION_FAILED', reason: 'wipe' };
  expect((await refresh(server, refreshToken)).body.error).toMatchObject(wipe);
  const connecting = new RawClient({ url: server.url, token: accessToken }).connected();
  await expect(connecting).rejects.toMatchObject(wipe);
  // Whoever has no token of the device learns nothing.
  expect((await refresh(server, `${id}.forged`)).body.error).toMatchObject({ reason: 'ended' });
  await post(`${server.url}/auth/sign-out`, { refreshToken });
  expect(await wipeState()).toEqual(['done out']);
  const told = (await auditOf(server.config)).filter(({ kind }) => kind === 'sign-out');
  expect(told).toMatchObject([{ actorId: user.id, details: { wiped: true } }]);
});

test('a device that was signed out before can still be asked to remove its data', async () => {
  const server = await testServer();
  const admin = await server.person('admin');
  const { refreshToken } = await server.person('agent');
  const id = sessionIdOf(refreshToken);
  await ask(server.url, admin.accessToken, 'people.end-device', { id, wipe: false });
  expect((await refresh(server, refreshToken)).body.error).toMatchObject({ reason: 'ended' });
  await ask(server.url, admin.accessToken, 'people.end-device', { id, wipe: true });
  expect((await refresh(server, refreshToken)).body.error).toMatchObject({ reason: 'wipe' });
});

test('changing the password needs the present one, and ends all other sessions', async () => {
  const server = await testServer();
  const here = await server.person('agent');
  const there = await signIn(server.url, emailOf('agent'));
  const change = (current: string, next: string) =>
    askRaw(server.url, here.accessToken, 'account.password', { current, next });
  expect(await change('a wrong password', 'lighthouse plum gravel seven')).toMatchObject({ status: 401 });
  expect(await change(PASSWORD, 'agent@example.org')).toMatchObject({ status: 400 });
  expect(await change(PASSWORD, 'lighthouse plum gravel seven')).toMatchObject({ status: 200 });
  expect((await refresh(server, there.refreshToken)).status).toBe(401);
  expect((await refresh(server, here.refreshToken)).status).toBe(200);
  await expect(signIn(server.url, emailOf('agent'))).rejects.toThrow(/AUTHENTICATION_FAILED/);
  expect(await auditKindsOf(server.config)).toContain('password-changed');
});

test('all processes learn that sessions ended: each end raises the revision', async () => {
  const server = await testServer();
  const admin = await server.person('admin');
  const revision = () =>
    withData(server.config, ({ store }) => store.read(() => readStore((tx) => tx.authRevision())));
  const ends: (() => Promise<unknown>)[] = [
    async () => post(`${server.url}/auth/sign-out`, { refreshToken: (await signedIn()).refreshToken }),
    async () => endOf((await signedIn()).refreshToken),
    async () => {
      const { refreshToken } = await signedIn();
      await refresh(server, refreshToken);
      await refresh(server, refreshToken);
    },
    async () =>
      ask(server.url, (await signedIn()).accessToken, 'account.password', {
        current: PASSWORD,
        next: PASSWORD,
      }),
  ];
  await server.person('agent');
  const signedIn = () => signIn(server.url, emailOf('agent'));
  const endOf = (refreshToken: string) =>
    ask(server.url, admin.accessToken, 'people.end-device', { id: sessionIdOf(refreshToken), wipe: false });
  for (const end of ends) {
    const before = await revision();
    await end();
    expect(await revision(), String(end)).toBeGreaterThan(before);
  }
});

test('when a device was last seen is written once a minute at most', async () => {
  const server = await testServer();
  const { refreshToken } = await server.person('agent');
  const id = sessionIdOf(refreshToken);
  await withData(server.config, async ({ store }) => {
    const session = () => store.read(() => readStore((tx) => tx.deviceSession(id)));
    const first = (await session())?.usedAt ?? 0;
    await noteSeen(store, new Map([[id, first + 59_000]]));
    expect((await session())?.usedAt).toBe(first);
    await noteSeen(store, new Map([[id, first + 60_000]]));
    expect(await session()).toMatchObject({ usedAt: first + 60_000, revokedAt: undefined });
    await noteSeen(store, new Map([['no such session', first]]));
  });
});

test('devices that come back within a second are noted in one transaction, at a stop those that are left', async () => {
  const server = await testServer();
  const ids = await Promise.all(
    (['agent', 'staff', 'manager'] as const).map(async (role) =>
      sessionIdOf((await server.person(role)).refreshToken),
    ),
  );
  await withData(server.config, async ({ store }) => {
    let writes = 0;
    const write: Store['write'] = (work) => {
      writes += 1;
      return store.write(work);
    };
    let tick = (): void => {};
    const every = (_: number, run: () => void) => {
      tick = run;
      return () => {};
    };
    const later = Date.now() + 60_000;
    const log = pino({ level: 'silent' });
    const seen = new SeenDevices({
      store: {
        read: (work) => store.read(work),
        write,
        check: () => store.check(),
        close: () => store.close(),
      },
      log,
      outside: { now: () => later, every },
    });
    for (const id of ids.slice(0, 2)) seen.note(id);
    tick();
    seen.note(ids[2] ?? '');
    await seen.stop();
    expect(writes).toBe(2);
    const usedAt = async (id: string) =>
      (await store.read(() => readStore((tx) => tx.deviceSession(id))))?.usedAt;
    expect(await Promise.all(ids.map(usedAt))).toEqual([later, later, later]);
  });
});
