import { pino } from 'pino';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { withData } from './cli/open-data.ts';
import { disableUser } from './cli/users.ts';
import { loadConfig } from './config.ts';
import { startServer } from './start-server.ts';
import { readStore } from './store/work.ts';
import { newTicket } from './test-support/changes.ts';
import { freePort } from './test-support/free-port.ts';
import { givenPostgres } from './test-support/opened-postgres.ts';
import { type RawClient, readyClient } from './test-support/raw-client.ts';
import { RedisProcess } from './test-support/redis-process.ts';
import { runHere } from './test-support/run-command.ts';
import { tempFolder } from './test-support/temp-folder.ts';
import { addPerson, emailOf, post, signIn, type TestServer, testServer } from './test-support/test-server.ts';

const postgres = givenPostgres();
let redis: RedisProcess;
beforeAll(async () => {
  redis = await RedisProcess.start();
});
afterAll(() => redis.remove());

/** What processes of one server have in common: data of their own, and the folder of files. */
async function common(more: Readonly<Record<string, string>> = {}): Promise<Record<string, string>> {
  const { url } = await postgres.newDatabase();
  return { HOLDFAST_DATABASE_URL: url, HOLDFAST_DATA: tempFolder(), ...more };
}

const overRedis = () => ({ HOLDFAST_REDIS_URL: redis.url, HOLDFAST_HEADS_INTERVAL_MS: '1000' });

/** Others are found, and databases come back, within so long. */
const SOON = { timeout: 10_000, interval: 20 };

/** Two processes on one database. */
async function twoServers(more: Readonly<Record<string, string>> = {}): Promise<[TestServer, TestServer]> {
  const settings = await common(more);
  return [await testServer(settings), await testServer(settings)];
}

async function clientAt({ url }: TestServer, name: string): Promise<RawClient> {
  const { accessToken } = await signIn(url, emailOf(name));
  return readyClient({ url, token: accessToken });
}

async function readyOf(url: string): Promise<{ status: number; body: Record<string, unknown> }> {
  const response = await fetch(`${url}/ready`);
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

const titlesOf = (client: RawClient) =>
  client
    .pull()
    .then(({ rows }) => rows.filter(({ table }) => table === 'ticket').map(({ data }) => data.title));

test('S11, S13: what one process takes the clients of another are told at once, in the order of versions; whoever loses their access by one is told by the other', async () => {
  const [one, two] = await twoServers(overRedis());
  await addPerson(one.config, 'admin', 'Root');
  await addPerson(one.config, 'agent', 'Ada');
  const { accessToken } = await signIn(one.url, emailOf('Ada'));
  const connect = ({ url }: TestServer) => readyClient({ url, token: accessToken });
  const [here, there] = [await connect(one), await connect(two)];
  const ready = { cache: 'up', websocket: { processes: 2 } };
  await vi.waitFor(async () => expect((await readyOf(two.url)).body).toMatchObject(ready), SOON);
  const versions: (number | undefined)[] = [];
  for (const title of ['first', 'second', 'third']) {
    versions.push((await here.change('ticket.create', newTicket({ title }))).result.version);
  }
  await there.delta(({ version }) => version === versions.at(-1));
  const inOrder = there.deltas.map(({ version }) => version);
  expect(inOrder).toEqual(inOrder.toSorted((left, right) => left - right));
  const told = there.deltas.flatMap(({ rows }) => rows.map(({ data }) => data.title));
  expect(told).toEqual(expect.arrayContaining(['first', 'second', 'third']));

  await withData(one.config, (data) => disableUser(data, emailOf('Ada')));
  expect(await there.event('session:revoked')).toEqual([expect.objectContaining({ reason: 'disabled' })]);
  await vi.waitUntil(() => there.socket.disconnected);
});

test('S13: without Redis processes find what others committed by looking; one has the clocks and the pruning, and gives them back', async () => {
  const [one, two] = await twoServers({ HOLDFAST_HEADS_INTERVAL_MS: '20' });
  await addPerson(one.config, 'agent', 'Ada');
  const [here, there] = [await clientAt(one, 'Ada'), await clientAt(two, 'Ada')];
  const { result } = await here.change('ticket.create', newTicket({ title: 'Found' }));
  await there.delta(({ version }) => version === result.version);
  expect((await readyOf(one.url)).body).toMatchObject({ status: 'ready', database: 'up', cache: 'none' });
  await vi.waitFor(async () => expect(await holders(one)).not.toContain(undefined), SOON);
  await one.stop();
  await two.stop();
  expect(await holders(one)).toEqual([undefined, undefined]);
});

/** Who has the clocks, and who the pruning. */
function holders({ config }: TestServer): Promise<(string | undefined)[]> {
  return withData(config, ({ store }) =>
    store.read(function* () {
      const clocks = yield* readStore((tx) => tx.lease('clocks'));
      const pruning = yield* readStore((tx) => tx.lease('pruning'));
      return [clocks, pruning].map((lease) =>
        lease === undefined || lease.until <= Date.now() ? undefined : lease.holder,
      );
    }),
  );
}

test('S6: PostgreSQL ends under pushes and comes back: what was acknowledged is there once, and all goes on', async () => {
  const settings = await common();
  const server = await testServer(settings);
  await addPerson(server.config, 'agent', 'Ada');
  const clients = await Promise.all(['a', 'b'].map(() => clientAt(server, 'Ada')));
  let isOver = false;
  const acknowledged: string[] = [];
  const pushing = clients.map(async (client, writer) => {
    for (let count = 0; !isOver; count += 1) {
      const title = `${writer}-${count}`;
      const mutation = client.mutation('ticket.create', newTicket({ title }));
      await vi.waitFor(
        async () => {
          const answer = await client.push([mutation]);
          if (!answer.ok) throw new Error(answer.error.code);
        },
        { timeout: 15_000, interval: 10 },
      );
      acknowledged.push(title);
    }
  });
  for (const end of ['crash', 'stop'] as const) {
    const before = acknowledged.length;
    await vi.waitUntil(() => acknowledged.length > before + 5, { timeout: 10_000 });
    await postgres.process()[end]();
    await postgres.process().restart();
  }
  const before = acknowledged.length;
  await vi.waitUntil(() => acknowledged.length > before + 5, { timeout: 15_000 });
  isOver = true;
  await Promise.all(pushing);
  const [client] = clients;
  if (client === undefined) throw new Error('Nobody is there.');
  expect((await titlesOf(client)).toSorted()).toEqual(acknowledged.toSorted());
});

test('a server that is started before its database waits for it, and says so', async () => {
  const settings = await common();
  await postgres.process().stop();
  const lines: string[] = [];
  const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(line) });
  const port = await freePort();
  const config = loadConfig({ HOLDFAST_PORT: `${port}`, ...settings });
  const starting = startServer(config, { log });
  const url = `http://127.0.0.1:${port}`;
  await vi.waitFor(async () => {
    expect(await readyOf(url)).toMatchObject({ status: 503, body: { status: 'starting', database: 'down' } });
  });
  const refused = await post(`${url}/auth/sign-in`, {
    email: 'a@b.org',
    password: 'x'.repeat(12),
    device: 'x',
  });
  expect(refused).toMatchObject({ status: 503, body: { error: { code: 'SERVER_BUSY' } } });
  await vi.waitUntil(() => lines.some((line) => line.includes('cannot be reached')));
  await postgres.process().restart();
  const server = await starting;
  onTestFinished(() => server.stop());
  expect(await readyOf(url)).toMatchObject({ status: 200, body: { status: 'ready', database: 'up' } });
});

test('a database that will never let it in ends the start with words; of one that cannot be reached commands say why', async () => {
  const { url } = await postgres.newDatabase();
  const at = (address: string) => ({ HOLDFAST_DATA: tempFolder(), HOLDFAST_DATABASE_URL: address });
  const config = loadConfig({ HOLDFAST_PORT: '0', ...at(url.replace(/[^/]+$/, 'mistyped')) });
  const starting = startServer(config, { log: pino({ level: 'silent' }) });
  await expect(starting).rejects.toThrow(/HOLDFAST_DATABASE_URL/);
  const nobody = `postgres://holdfast@127.0.0.1:${await freePort()}/holdfast`;
  const { code, err } = await runHere(['users', 'list'], at(nobody));
  expect([code, err]).toEqual([1, expect.stringContaining('ECONNREFUSED')]);
});

test('S19: commands work beside a server as on a file; a new life is told to its clients', async () => {
  const settings = await common({ HOLDFAST_HEADS_INTERVAL_MS: '20' });
  const server = await testServer(settings);
  await addPerson(server.config, 'agent', 'Ada');
  const client = await clientAt(server, 'Ada');
  const run = (...args: string[]) => runHere(args, settings);
  expect(await run('check')).toMatchObject({
    code: 0,
    out: expect.stringContaining('The database is whole.'),
  });
  const stats = JSON.parse((await run('stats', '--json')).out);
  expect(stats.data).toMatchObject({ rows: { user: 1 }, peopleByRole: { agent: 1 } });
  expect(stats.data.dataBytes).toBeGreaterThan(1_000_000);
  expect((await run('export', 'json', '-')).out).toContain(emailOf('Ada'));
  expect(await run('backup', 'anywhere')).toMatchObject({ code: 1, err: expect.stringContaining('pg_dump') });
  expect(await run('restore', 'anything')).toMatchObject({
    code: 1,
    err: expect.stringContaining('new-epoch'),
  });

  const before = client.epoch;
  const { epoch } = JSON.parse((await run('new-epoch', '--json')).out);
  await vi.waitUntil(() => client.socket.disconnected, SOON);
  const again = await clientAt(server, 'Ada');
  expect([again.epoch, epoch === before]).toEqual([epoch, false]);
  expect((await run('audit', 'check')).code).toBe(0);
});
