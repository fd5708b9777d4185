import { allModels } from '@holdfast/shared/registry.ts';
import { expect, onTestFinished, test, vi } from 'vitest';
import { withData } from '../cli/open-data.ts';
import { disableUser } from '../cli/users.ts';
import { openSqliteStore } from '../store/sqlite/sqlite-store.ts';
import { writeStore } from '../store/work.ts';
import { newTicket } from '../test-support/changes.ts';
import { RawClient, readyClient } from '../test-support/raw-client.ts';
import { tempFolder } from '../test-support/temp-folder.ts';
import { addPerson, emailOf, newId, testServer } from '../test-support/test-server.ts';
import { pruneHistory } from './prune.ts';
import { readRun } from './read-run.ts';

async function twoAgents(settings: Record<string, string> = {}) {
  const server = await testServer(settings);
  const [writer, reader] = [await server.person('agent', 'Writer'), await server.person('agent', 'Reader')];
  const a = await readyClient({ url: server.url, token: writer.accessToken });
  const b = await readyClient({ url: server.url, token: reader.accessToken });
  return { server, writer, reader, a, b };
}

test('S13: what one pushes reaches others in a delta that continues the chain of its scope', async () => {
  const { writer, a, b } = await twoAgents();
  const { last } = await b.pull();
  const ticket = newTicket();
  const { result } = await a.change('ticket.create', ticket);
  const delta = await b.delta((candidate) => candidate.version === result.version);
  expect(delta.scopes.desk).toEqual({ from: last.heads?.desk ?? 0, version: result.version });
  expect(delta.scopes).not.toHaveProperty(`user:${writer.user.id}`);
  const inDesk = delta.entries.filter((entry) => entry.scope === 'desk').map((entry) => entry.table);
  expect(inDesk.sort()).toEqual(['activity', 'thread', 'ticket']);
  expect(delta.rows.find((row) => row.id === ticket.id && row.table === 'ticket')?.data).toMatchObject({
    title: ticket.title,
    number: 1,
  });
});

test('S13: deltas of a scope form an unbroken chain', async () => {
  const { a, b } = await twoAgents();
  for (let round = 0; round < 10; round += 1) await a.change('ticket.create', newTicket());
  await b.delta((delta) => delta.version === a.deltas.at(-1)?.version);
  const chain = b.deltas.flatMap((delta) => delta.scopes.desk ?? []);
  for (const [place, link] of chain.entries()) {
    if (place > 0) expect(link.from).toBe(chain[place - 1]?.version);
    expect(link.version).toBeGreaterThan(link.from);
  }
});

test('S13: the results in a delta are the receiver’s own, also when nothing else changed', async () => {
  const { writer, a, b } = await twoAgents();
  const { result } = await a.change('ticket.create', newTicket());
  expect((await a.delta((delta) => delta.version === result.version)).results).toEqual([result]);
  expect((await b.delta((delta) => delta.version === result.version)).results).toBeUndefined();
  const ticket = a.deltas.flatMap((delta) => delta.rows).find((row) => row.table === 'ticket');
  const watch = { id: ticket?.id, userId: writer.user.id };
  await a.change('ticket.watch', watch);
  const { result: nothing } = await a.change('ticket.watch', watch);
  const delta = await a.delta((candidate) => candidate.version === nothing.version);
  expect(delta).toMatchObject({ scopes: {}, entries: [], rows: [], results: [nothing] });
});

test('S13: too much for a delta goes out as heads only, without the results that need the rows', async () => {
  const { a, b } = await twoAgents();
  const answer = await a.push(Array.from({ length: 200 }, () => a.mutation('ticket.create', newTicket())));
  if (!answer.ok) throw new Error(answer.error.message);
  const version = answer.results.at(-1)?.version ?? 0;
  for (const client of [a, b]) {
    const delta = await client.delta((candidate) => candidate.version === version);
    expect(delta.scopes.desk).toEqual({ from: version, version });
    expect(delta.entries.filter((entry) => entry.scope === 'desk')).toEqual([]);
    expect(delta.rows.filter((row) => row.table === 'ticket')).toEqual([]);
    expect(delta.results).toBeUndefined();
  }
  const { rows } = await b.pull();
  expect(rows.filter((row) => row.table === 'ticket')).toHaveLength(200);
});

test('S13: rows of more than 256 KiB together go out as heads only', async () => {
  const { a, b } = await twoAgents();
  const description = 'x'.repeat(90_000);
  const answer = await a.push([1, 2, 3].map(() => a.mutation('ticket.create', newTicket({ description }))));
  if (!answer.ok) throw new Error(answer.error.message);
  const version = answer.results.at(-1)?.version ?? 0;
  const delta = await b.delta((candidate) => candidate.version === version);
  expect(delta.scopes.desk).toEqual({ from: version, version });
  expect(delta.rows.filter((row) => row.table === 'ticket')).toEqual([]);
});

test('S13: what another process commits is told within a second', async () => {
  const { server, b } = await twoAgents();
  const started = Date.now();
  const { id } = await addPerson(server.config, 'staff', 'Late Comer');
  const delta = await b.delta((candidate) => candidate.rows.some((row) => row.id === id));
  expect(delta.scopes).toHaveProperty('everyone');
  expect(Date.now() - started).toBeLessThan(2_000);
});

test('S7, S11: somebody who is disabled is told, disconnected and let in no more', async () => {
  const { server, reader, a, b } = await twoAgents();
  await withData(server.config, (data) => disableUser(data, emailOf('Reader')));
  expect(await b.event('session:revoked')).toMatchObject([
    { code: 'AUTHORIZATION_FAILED', reason: 'disabled' },
  ]);
  await vi.waitFor(() => expect(b.socket.connected).toBe(false));
  const { result } = await a.change('ticket.create', newTicket());
  await a.delta((delta) => delta.version === result.version);
  expect(b.deltas.some((delta) => delta.rows.some((row) => row.table === 'ticket'))).toBe(false);
  const again = new RawClient({ url: server.url, token: reader.accessToken }).connected();
  await expect(again).rejects.toMatchObject({ code: 'AUTHORIZATION_FAILED', reason: 'disabled' });
});

test('S11: joining and leaving a project is told at once, and its rows go only to those in it', async () => {
  const server = await testServer();
  const [manager, staff] = [await server.person('manager'), await server.person('staff')];
  const a = await readyClient({ url: server.url, token: manager.accessToken });
  const b = await readyClient({ url: server.url, token: staff.accessToken });
  const [projectId, membershipId] = [newId(), newId()];
  await a.change('project.create', {
    id: projectId,
    membershipId: newId(),
    name: 'Move',
    description: '',
    divisionId: null,
  });
  const inProject = () => newTicket({ projectId });
  await a.change('ticket.create', inProject());
  await a.change('membership.add', {
    ...{ id: membershipId, userId: staff.user.id },
    ...{ groupTable: 'project', groupId: projectId, role: 'member' },
  });
  await b.event('sync:scopes');
  const { last, rows } = await b.pull();
  expect(last.scopes).toContain(`project:${projectId}`);
  expect(rows.filter((row) => row.table === 'ticket')).toHaveLength(1);

  const live = await a.change('ticket.create', inProject());
  await b.delta((delta) => delta.version === live.result.version);

  b.events.length = 0;
  const gone = await a.change('membership.remove', { id: membershipId });
  await b.event('sync:scopes');
  const after = await a.change('ticket.create', inProject());
  await a.delta((delta) => delta.version === after.result.version);
  const { last: left } = await b.pull();
  expect(left.scopes).not.toContain(`project:${projectId}`);
  const late = b.deltas.filter((delta) => delta.version >= (gone.result.version ?? 0));
  expect(late.flatMap((delta) => Object.keys(delta.scopes))).not.toContain(`project:${projectId}`);
  expect(late.flatMap((delta) => delta.rows)).toEqual([]);
});

test('S13, S18: where entries of a run were pruned before it was told, the scope goes out as a head only', async () => {
  const folder = tempFolder();
  const store = openSqliteStore({ folder, models: allModels, newId });
  onTestFinished(() => store.close());
  await store.write(function* () {
    yield* writeStore((tx) => tx.putVersion(5));
    for (const [scope, version] of [['desk', 3] as const, ['everyone', 2] as const]) {
      const entry = { scope, table: 'ticket', id: scope, version, gone: true };
      yield* writeStore((tx) => tx.putEntries([entry]));
      yield* writeStore((tx) => tx.moveScope({ scope, head: 5, digest: 0, live: 0 }));
    }
  });
  await pruneHistory(store, 3);
  const { run } = await store.read(() => readRun(2, () => true));
  expect(run?.entries.get('desk')).toBeUndefined();
  expect(run?.entries.get('everyone')).toEqual([]);
});
