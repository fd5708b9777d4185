import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import { loadConfig } from '../config.ts';
import { startServer } from '../start-server.ts';
import { newTicket } from '../test-support/changes.ts';
import {
  everythingIn,
  moveHome,
  moveWorld,
  oneChange,
  openHome,
  type WorldHome,
} from '../test-support/move-world.ts';
import { read } from '../test-support/opened-home.ts';
import { givenPostgres } from '../test-support/opened-postgres.ts';
import { type RawClient, readyClient } from '../test-support/raw-client.ts';
import { runHere } from '../test-support/run-command.ts';
import { startCommand } from '../test-support/server-process.ts';
import { testServer } from '../test-support/test-server.ts';
import { arrivingMark, readMarkText } from './mark-text.ts';
import { markArriving, readMark, readMeta } from './marks.ts';

const postgres = givenPostgres();

async function postgresHome() {
  const { url } = await postgres.newDatabase();
  return openHome({ kind: 'postgres', url });
}

test('S19: data moves to PostgreSQL, to another one, and back, and is the same to every read', async () => {
  const { source } = await moveWorld();
  let last = source;
  let n = 12;
  for (const next of [await postgresHome(), await postgresHome(), source]) {
    const before = await everythingIn(last.store);
    await moveHome(last, next);
    expect(await everythingIn(next.store)).toEqual(before);
    await expect(last.store.write(() => oneChange(n + 1))).rejects.toThrow('MOVED');
    await next.store.write(() => oneChange(++n));
    last = next;
  }
});

/** A server with somebody who is connected, and an empty database beside it. */
async function servedWorld() {
  const server = await testServer();
  const { accessToken: token } = await server.person('agent');
  const client = await readyClient({ url: server.url, token });
  const settings = { HOLDFAST_DATA: server.config.dataFolder };
  return { server, token, client, settings, url: (await postgres.newDatabase()).url };
}

/** Makes a ticket as an app does: while the server is busy the same mutation is sent again (S5). */
async function addTicket(client: RawClient): Promise<string> {
  const ticket = newTicket();
  const mutation = client.mutation('ticket.create', ticket);
  for (;;) {
    const answer = await client.push([mutation]);
    if (answer.ok) {
      expect(answer.results).toMatchObject([{ ok: true }]);
      return ticket.id;
    }
    expect(answer.error.code).toBe('SERVER_BUSY');
    await wait(answer.error.retryAfterMs);
  }
}

const ticketsIn = async ({ store }: WorldHome) =>
  (await read(store, (tx) => tx.rowsAfter('ticket', '', 10_000))).map(({ id }) => id);

test('S1, S19: people write on while their server goes to PostgreSQL and back, and keep their place', async () => {
  const { server, token, client, settings, url } = await servedWorld();
  const folder = settings.HOLDFAST_DATA;
  const reader = await readyClient({ url: server.url, token });
  const { last } = await reader.pull();
  const written: string[] = [];
  let more = 10_000;
  const writing = (async () => {
    for (; more > 0; more -= 1) written.push(await addTicket(client));
  })();
  const to = await runHere(['move', '--to', '-'], settings, `${url}\n`);
  expect(to.code, to.err).toBe(0);
  const before = await ticketsIn(await openHome({ kind: 'postgres', url }));
  const there = { ...settings, HOLDFAST_DATABASE_URL: url };
  const back = await runHere(['move', '--to', `sqlite:${folder}`], there);
  expect(back.code, back.err).toBe(0);
  more = 5;
  await writing;

  const { pages, rows } = await reader.pull(last.cursors);
  expect(pages[0]?.epoch).toBe(last.epoch);
  const tickets = rows.filter(({ table }) => table === 'ticket').map(({ id }) => id);
  expect(new Set(tickets)).toEqual(new Set(written));
  const kept = await ticketsIn(await openHome({ kind: 'sqlite', folder }));
  expect(kept).toEqual(written.toSorted());
  expect(kept.length).toBeGreaterThan(before.length);
  expect(before.length).toBeGreaterThan(0);
}, 60_000);

test('a server or a command that was not told where the data went says what to set', async () => {
  const { server, client, settings, url } = await servedWorld();
  await runHere(['move', '--to', url], settings);
  await addTicket(client);
  await server.stop();
  const told = /has moved to postgres:.*Set HOLDFAST_DATABASE_URL/;
  await expect(startServer(loadConfig({ HOLDFAST_PORT: '0', ...settings }))).rejects.toThrow(told);
  expect(await runHere(['users', 'list'], settings)).toMatchObject({
    code: 1,
    err: expect.stringMatching(told),
  });

  const settled = { ...settings, HOLDFAST_DATABASE_URL: url };
  await cutLastStep(settings.HOLDFAST_DATA, url);
  await testServer(settled);
  const { out } = await runHere(['users', 'list', '--json'], settled);
  expect(out).toContain('agent@example.org');
  // The address with its password is kept no longer than it is needed.
  expect(readdirSync(settings.HOLDFAST_DATA)).not.toContain('moved-to');
});

/** As if the command had been killed after the folder was left, and before the database was opened. */
async function cutLastStep(folder: string, url: string): Promise<void> {
  const left = await readMark((await openHome({ kind: 'sqlite', folder })).lines);
  const { lines } = await openHome({ kind: 'postgres', url });
  const { moveId } = readMarkText(left?.to ?? '');
  await markArriving(lines, arrivingMark((await readMeta(lines)).epoch, moveId));
}

/** Has the database stand still where a move writes its last words to it, until the result is called. */
async function stopBeforeTheEnd(url: string): Promise<() => Promise<void>> {
  const target = await openHome({ kind: 'postgres', url });
  await target.lines.all(`CREATE FUNCTION stand() RETURNS trigger LANGUAGE plpgsql
    AS 'BEGIN PERFORM pg_sleep(60); RETURN new; END'`);
  await target.lines.all(`CREATE TRIGGER stands BEFORE UPDATE ON server_meta FOR EACH ROW
    WHEN (new.version <> old.version) EXECUTE FUNCTION stand()`);
  return async () => {
    // It would go on for whoever is dead.
    await target.lines.all(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE query LIKE 'UPDATE server_meta%' AND state = 'active' AND pid <> pg_backend_pid()`);
    await target.lines.all('DROP TRIGGER stands ON server_meta');
  };
}

test('a command that is killed while writes are held hurts nobody, and can be run again', async () => {
  const { server, client, settings, url } = await servedWorld();
  await addTicket(client);
  const goOn = await stopBeforeTheEnd(url);
  const command = startCommand(['move', '--to', url, '--hold', '1'], settings);
  const ended = once(command, 'exit');
  const { lines } = await openHome({ kind: 'sqlite', folder: server.config.dataFolder });
  await vi.waitUntil(() => readMark(lines), 30_000);
  command.kill('SIGKILL');
  expect(await ended).toEqual([null, 'SIGKILL']);

  await addTicket(client);
  await goOn();
  const { code, err } = await runHere(['move', '--to', url], settings);
  expect(code, err).toBe(0);
  await addTicket(client);
}, 60_000);
