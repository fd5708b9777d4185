import type { Effect } from '@holdfast/shared/effect/operations.ts';
import { expect, test } from 'vitest';
import { withData } from '../cli/open-data.ts';
import { loadConfig } from '../config.ts';
import { newTicket } from '../test-support/changes.ts';
import { readyClient } from '../test-support/raw-client.ts';
import { tempFolder } from '../test-support/temp-folder.ts';
import { addPerson, emailOf, newId, signIn, testServer } from '../test-support/test-server.ts';
import { applyEffect, applyMutation } from './apply-mutation.ts';
import { systemActor } from './system-actor.ts';

/** Data of schema 2: messages without a number, of a ticket's maker and of somebody of the desk. */
async function oldData() {
  const folder = tempFolder();
  const config = loadConfig({ HOLDFAST_DATA: folder });
  const [ben, sam] = [await addPerson(config, 'agent', 'Ben'), await addPerson(config, 'staff', 'Sam')];
  const ticket = newTicket();
  const message = (authorId: string, minute: number) => ({
    ...{ id: newId(), threadId: ticket.id, authorId, body: `at ${minute}`, editedAt: null, deletedAt: null },
    createdAt: `2026-01-05T08:0${minute}:00.000Z`,
  });
  // Their ids are in another order than their times.
  const messages = [message(ben.id, 3), message(sam.id, 1), message(ben.id, 2)];
  function* insertOld(rows: readonly ReturnType<typeof message>[]): Effect<void> {
    for (const row of rows) yield { kind: 'insert', table: 'message', row };
  }
  const addOld = async (minute: number) => {
    const late = message(ben.id, minute);
    await withData(config, ({ queue }) =>
      queue.submit(1, (commit) => applyEffect(commit, systemActor, insertOld([late]))),
    );
    return late.id;
  };
  await withData(config, ({ queue }) =>
    queue.submit(1, function* (commit) {
      const person = yield* commit.person(sam.id);
      yield* applyMutation(commit, person, { name: 'ticket.create', args: ticket, at: commit.now });
      yield* applyEffect(commit, systemActor, insertOld(messages));
    }),
  );
  return { folder, ticket, sam, addOld };
}

/** Starts a server on the data, and gives what somebody is brought. */
async function pulled(folder: string, name: string) {
  const server = await testServer({ HOLDFAST_DATA: folder });
  const { accessToken } = await signIn(server.url, emailOf(name));
  const client = await readyClient({ url: server.url, token: accessToken });
  const { rows, last } = await client.pull();
  return { server, client, rows, heads: last.heads };
}

test('messages of before schema 3 are numbered as they were written, once, and what comes after goes on', async () => {
  const { folder, ticket } = await oldData();
  const first = await pulled(folder, 'Sam');
  const numbered = first.rows.filter(({ table }) => table === 'message');
  expect(Object.fromEntries(numbered.map(({ data }) => [data.body, data.number]))).toEqual({
    'at 1': 1,
    'at 2': 2,
    'at 3': 3,
  });
  expect(numbered[0]?.data).toMatchObject({ replyToId: null, pinnedAt: null });
  await first.server.stop();
  const again = await pulled(folder, 'Sam');
  expect(again.heads).toEqual(first.heads);
  const id = newId();
  await again.client.change('message.create', { id, threadId: ticket.id, body: 'new' });
  const { rows } = await again.client.pull();
  expect(rows.find((row) => row.id === id)?.data.number).toBe(4);
});

test('what a process of the version before wrote meanwhile is numbered at the next start', async () => {
  const { folder, addOld } = await oldData();
  const first = await pulled(folder, 'Sam');
  const late = await addOld(4);
  await first.server.stop();
  const again = await pulled(folder, 'Sam');
  expect(again.rows.find((row) => row.id === late)?.data.number).toBe(4);
});

test('what was written before is no news to the people of a ticket, and nobody else is told that they read it', async () => {
  const { folder, ticket, sam } = await oldData();
  const own = await pulled(folder, 'Sam');
  expect(own.rows.filter(({ table }) => table === 'read_marker')).toMatchObject([
    { data: { threadId: ticket.id, userId: sam.id, readTo: 3, shared: false } },
  ]);
  await own.server.stop();
  const others = await pulled(folder, 'Ben');
  expect(others.rows.filter(({ table }) => table === 'read_marker')).toEqual([]);
});
