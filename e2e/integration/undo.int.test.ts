import { afterEach, beforeEach, expect, test } from 'vitest';
import { HeadlessClient } from '../support/headless-client.ts';
import { people, ServerProcess } from '../support/server-process.ts';
import { waitFor } from '../support/wait-for.ts';

let server: ServerProcess;
let ben: HeadlessClient;
let cleo: HeadlessClient;

beforeEach(async () => {
  server = new ServerProcess();
  await server.addPeople(people.admin, people.agent, people.second);
  await server.start();
  ben = new HeadlessClient();
  cleo = new HeadlessClient();
  await ben.signIn(server.url, people.agent);
  await cleo.signIn(server.url, people.second);
});

afterEach(async () => {
  for (const client of [ben, cleo]) client.remove();
  await server.remove();
});

test('S30: after sync too a ticket is taken back everywhere with all that hangs on it, and made again', async () => {
  const id = ben.createTicket('Made by mistake');
  ben.mutate('message.create', { id: ben.newId(), threadId: id, body: 'Oh.' });
  await waitFor('the comment at the other person', () => cleo.rows('message').length === 1);
  await ben.waitUntilSent();
  expect(ben.session.undo().what).toMatchObject({ key: 'message.create', values: { text: 'Oh.' } });
  expect(ben.session.undo().what).toMatchObject({
    key: 'ticket.create',
    values: { title: 'Made by mistake' },
  });
  for (const client of [ben, cleo]) {
    await waitFor('an empty desk', () =>
      ['ticket', 'thread', 'message', 'activity'].every((table) => client.rows(table).length === 0),
    );
  }
  ben.session.redo();
  ben.session.redo();
  await waitFor('the comment again', () => cleo.rows('message').length === 1);
  expect(cleo.rows('ticket')).toMatchObject([{ row: { title: 'Made by mistake', number: 2 } }]);
});

test('S30: an undo leaves what somebody else changed since, and its author is told what it left', async () => {
  const id = ben.createTicket('Leaking tap');
  ben.mutate('ticket.update', {
    id,
    changes: { status: { was: 'open', now: 'waiting' }, priority: { was: 'normal', now: 'high' } },
  });
  await waitFor('the change at the other person', () => cleo.row('ticket', id)?.status === 'waiting');
  cleo.mutate('ticket.update', { id, changes: { status: { was: 'waiting', now: 'closed' } } });
  await waitFor('their change', () => ben.row('ticket', id)?.status === 'closed');
  ben.session.undo();
  await ben.waitUntilSent();
  expect(ben.row('ticket', id)).toMatchObject({ status: 'closed', priority: 'normal' });
  expect(ben.rows('overwrite')).toMatchObject([
    { row: { kind: 'undo-skipped', subjectId: id, field: 'status', seen: false } },
  ]);
  expect(cleo.rows('overwrite')).toEqual([]);
});

test('S30: a ticket on which somebody else has worked is not taken back, whether that is known here or not', async () => {
  const id = ben.createTicket('Leaking tap');
  await waitFor('the ticket at the other person', () => cleo.row('ticket', id));
  cleo.mutate('message.create', { id: cleo.newId(), threadId: id, body: 'On my way.' });
  await waitFor('their comment', () => ben.rows('message').length === 1);
  expect(() => ben.session.undo()).toThrow('Somebody else has commented here');
  expect(ben.session.history().undo).toBeUndefined();
});
