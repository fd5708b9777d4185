import { expect, onTestFinished, test } from 'vitest';
import type { Clock, PostJson } from '../../apps/desktop/src/engine/environment.ts';
import { HeadlessClient } from '../support/headless-client.ts';
import { filesWith } from '../support/raw-files.ts';
import { type Person, people, ServerProcess } from '../support/server-process.ts';
import { waitFor } from '../support/wait-for.ts';

async function openServer(settings: Readonly<Record<string, string>> = {}): Promise<ServerProcess> {
  const server = new ServerProcess(settings);
  onTestFinished(() => server.remove());
  await server.addPeople(people.admin, people.agent);
  await server.start();
  return server;
}

/** A client whose requests over HTTP can be lost on the way, and which counts its connections. */
class WatchedClient extends HeadlessClient {
  connections = 0;
  /** What happens to a request: it goes out, it never does, or only its answer is lost. */
  http: 'works' | 'is cut' | 'loses answers' = 'works';
  readonly posted: string[] = [];

  constructor() {
    super((environment) => ({
      ...environment,
      postJson: (url, body, token) => this.post(environment.postJson, url, body, token),
      transport: (...line) => {
        this.connections += 1;
        return environment.transport(...line);
      },
    }));
    onTestFinished(() => this.remove());
  }

  private async post(post: PostJson, ...[url, body, token]: Parameters<PostJson>): ReturnType<PostJson> {
    this.posted.push(new URL(url).pathname);
    if (this.http === 'is cut') throw new Error('The line is cut.');
    const answer = await post(url, body, token);
    if (this.http === 'loses answers') throw new Error('The answer is lost.');
    return answer;
  }
}

async function join(server: ServerProcess, person: Person): Promise<WatchedClient> {
  const client = new WatchedClient();
  await client.signIn(server.url, person);
  await client.waitUntilLive();
  return client;
}

function renewals(client: WatchedClient): number {
  return client.posted.filter((path) => path === '/auth/refresh').length;
}

function isSignedOut(client: HeadlessClient): boolean {
  return client.sessionStates.at(-1)?.state === 'signed-out';
}

function asksToSignIn(client: HeadlessClient): boolean {
  const state = client.sessionStates.at(-1);
  return state?.state === 'signed-in' && state.signInAgain;
}

const shortTokens = { HOLDFAST_ACCESS_TOKEN_SECONDS: '3', HOLDFAST_EXPIRY_NOTICE_SECONDS: '2' };

test('tokens are renewed on the open connection: nobody sees a break', async () => {
  const server = await openServer(shortTokens);
  const ben = await join(server, people.agent);
  await waitFor('some renewals', () => renewals(ben) >= 3);
  expect(ben.connections).toBe(1);
  expect(ben.session.connection().state).toBe('live');
  ben.createTicket('After the first token');
  await ben.waitUntilSent();
});

test('where the token cannot be renewed in time the connection ends, what was written waits, and it comes back', async () => {
  const server = await openServer(shortTokens);
  const ben = await join(server, people.agent);
  ben.http = 'is cut';
  await waitFor('the end of the connection', () => ben.session.connection().state !== 'live');
  const id = ben.createTicket('Written without a token');
  expect(ben.session.connection().waiting).toBe(1);
  ben.http = 'works';
  await waitFor('the ticket’s number', () => ben.row('ticket', id)?.number === 1);
  expect(ben.rows('ticket')).toHaveLength(1);
});

test('security item 36: a renewal whose answer was lost ends no session, not even through a restart', async () => {
  const server = await openServer(shortTokens);
  const ben = await join(server, people.agent);
  ben.http = 'loses answers';
  const before = renewals(ben);
  await waitFor('two lost answers', () => renewals(ben) >= before + 2);
  await ben.restart();
  await waitFor('one more lost answer', () => renewals(ben) >= before + 3);
  ben.http = 'works';
  await ben.waitUntilLive();
  expect(asksToSignIn(ben)).toBe(false);
});

test('a device that was signed out elsewhere keeps what it has, and sends what waited once its person signs in again', async () => {
  const server = await openServer();
  const desk = await join(server, people.agent);
  const lost = await join(server, people.agent);
  const id = desk.createTicket('Known to both');
  await waitFor('the ticket', () => lost.row('ticket', id) !== undefined);
  const { devices } = await desk.ask('account.devices', {});
  const other = devices.find(({ current }) => !current);
  expect(devices).toHaveLength(2);
  await desk.ask('account.end-device', { id: other?.id ?? '' });
  await waitFor('the word that one must sign in', () => asksToSignIn(lost), 1_000);
  expect(lost.row('ticket', id)?.title).toBe('Known to both');
  const late = lost.createTicket('Written after the end');
  await lost.signIn(server.url, people.agent);
  await waitFor('the late ticket', () => desk.row('ticket', late)?.title === 'Written after the end');
});

test('after a sign-out nothing of the account goes on: what was planned would find its file closed', async () => {
  const server = await openServer();
  const planned = new Set<() => void>();
  const client = new HeadlessClient((environment) => ({
    ...environment,
    clock: countPlanned(environment.clock, planned),
  }));
  onTestFinished(() => client.remove());
  await client.signIn(server.url, people.agent);
  await server.stop();
  await client.restart();
  expect(planned.size).toBeGreaterThan(0);
  await client.signOut();
  expect(planned.size).toBe(0);
});

/** The same clock; `planned` holds what is still to come back from it. */
function countPlanned(clock: Clock, planned: Set<() => void>): Clock {
  return {
    now: () => clock.now(),
    after: (milliseconds, callback) => {
      const cancel = clock.after(milliseconds, () => {
        planned.delete(cancel);
        callback();
      });
      planned.add(cancel);
      return () => {
        planned.delete(cancel);
        cancel();
      };
    },
  };
}

test('an admin has the data of a device removed: nothing of it stays on its disk, and the admin sees that it is done', async () => {
  const server = await openServer();
  const ada = await join(server, people.admin);
  const ben = await join(server, people.agent);
  ben.createTicket('Thermopylae');
  await ben.waitUntilSent();
  const { userId } = ben.session.account;
  const [device] = (await ada.ask('people.devices', { userId })).devices;
  expect(filesWith(ben.folder, 'Thermopylae')).not.toEqual([]);
  await ada.ask('people.end-device', { id: device?.id ?? '', wipe: true });
  await waitFor('the signed-out screen', () => isSignedOut(ben), 1_000);
  expect(ben.sessionStates.at(-1)).toMatchObject({ wiped: true, reason: expect.stringContaining('remove') });
  expect(filesWith(ben.folder, 'Thermopylae')).toEqual([]);
  await expect.poll(async () => (await ada.ask('people.devices', { userId })).devices[0]?.wipe).toBe('done');
  await ben.restart();
  expect(isSignedOut(ben)).toBe(true);
});

test('a device that was away removes its data at its next contact, whatever waits there', async () => {
  const server = await openServer({ HOLDFAST_ACCESS_TOKEN_SECONDS: '1' });
  const ada = await join(server, people.admin);
  const ben = await join(server, people.agent);
  const { userId } = ben.session.account;
  ben.stop();
  const [device] = (await ada.ask('people.devices', { userId })).devices;
  await ada.ask('people.end-device', { id: device?.id ?? '', wipe: true });
  ben.http = 'is cut';
  await ben.restart();
  ben.createTicket('Thermopylae');
  expect(filesWith(ben.folder, 'Thermopylae')).not.toEqual([]);
  ben.http = 'works';
  ben.session.sync.tryNow();
  await waitFor('the signed-out screen', () => isSignedOut(ben));
  expect(filesWith(ben.folder, 'Thermopylae')).toEqual([]);
  await expect.poll(async () => (await ada.ask('people.devices', { userId })).devices[0]?.wipe).toBe('done');
});
