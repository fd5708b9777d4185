import type { Json } from '@holdfast/shared/json.ts';
import { expect, test } from 'vitest';
import { applyPage } from '../sync/apply.ts';
import { ManualClock } from '../test-support/manual-clock.ts';
import {
  agentId,
  createTestIds,
  MemoryAccount,
  pageOf,
  rowOf,
  ticketRow,
} from '../test-support/memory-account.ts';
import { MarkerThinner } from './marker-thinner.ts';
import { UnreadBoard } from './unread-board.ts';

const newId = createTestIds();
const at = '2026-01-05T08:00:00.000Z';
// The first of them is the agent's own.
const [, carla, conversation, ticket] = [newId(), newId(), newId(), newId()];
const mine = `user:${agentId}`;
const ofThread = `thread:${conversation}`;
const scopes = ['everyone', 'desk', mine, ofThread];

/** Somebody with a conversation and a ticket of their own, in which others have written. */
class Reader {
  readonly account = new MemoryAccount();
  readonly board = new UnreadBoard(this.account.statements, agentId);
  version = 10;

  constructor() {
    const place = { threadId: conversation, userId: agentId, role: 'member', createdAt: at };
    this.take(ofThread, [
      rowOf('thread', conversation, 5, thread('group', conversation)),
      rowOf('participant', newId(), 5, place),
    ]);
    this.take(mine, [
      ticketRow(ticket, 5, { creatorId: agentId }),
      rowOf('thread', ticket, 5, thread('ticket', ticket)),
    ]);
    this.board.refresh();
  }

  /** Messages with these numbers arrive. Gives their ids. */
  hears(threadId: string, numbers: readonly number[], more: Record<string, Json> = {}): string[] {
    const rows = numbers.map((number) => {
      this.version += 1;
      return rowOf('message', newId(), this.version, { ...message(threadId, number), ...more });
    });
    this.take(threadId === conversation ? ofThread : mine, rows);
    return rows.map(({ id }) => id);
  }

  /** What the board counts now, and whether it told of a change. */
  counts() {
    const changed = this.board.refresh();
    return { changed, ...this.board.state() };
  }

  take(scope: string, rows: ReturnType<typeof rowOf>[]): void {
    this.version += 1;
    const page = pageOf(scope, this.version, rows, { scopes });
    this.board.touched(applyPage(this.account.statements, agentId, page).touched);
  }

  write(name: string, args: Json): void {
    this.board.touched(this.account.write(name, args));
  }
}

function thread(subjectTable: string, subjectId: string) {
  return { subjectTable, subjectId, createdAt: at, name: 'Roads', lastMessageAt: at };
}

function message(threadId: string, number: number | null): Record<string, Json> {
  const states = { editedAt: null, deletedAt: null, replyToId: null, pinnedAt: null, pinnedBy: null };
  return { threadId, authorId: carla, body: 'Hello', createdAt: at, number, ...states };
}

test('what others wrote counts until it is read, once in each thread and in all', () => {
  const reader = new Reader();
  const [, second] = reader.hears(conversation, [1, 2, 3]);
  reader.hears(ticket, [1]);
  expect(reader.counts()).toMatchObject({ total: 4, threads: { [conversation]: 3, [ticket]: 1 } });
  reader.write('read-marker.advance', { id: newId(), threadId: conversation, messageId: second ?? '' });
  expect(reader.counts()).toMatchObject({
    changed: true,
    total: 2,
    threads: { [conversation]: 1, [ticket]: 1 },
  });
  expect(reader.counts().changed).toBe(false);
});

test('one’s own messages, deleted ones and those without a number are not unread', () => {
  const reader = new Reader();
  reader.hears(conversation, [1], { authorId: agentId });
  reader.hears(conversation, [2], { body: '', deletedAt: at });
  reader.write('message.create', { id: newId(), threadId: conversation, body: 'Mine, not sent yet' });
  expect(reader.counts()).toEqual({ changed: false, total: 0, threads: {} });
});

test('no more than a hundred are counted, and one pass gives what was counted one by one', () => {
  const reader = new Reader();
  reader.hears(
    conversation,
    Array.from({ length: 120 }, (_, index) => index + 1),
  );
  reader.hears(ticket, [1, 2]);
  const { total, threads } = reader.counts();
  expect([total, threads[conversation]]).toEqual([102, 100]);
  const anew = new UnreadBoard(reader.account.statements, agentId);
  anew.refresh();
  expect(anew.state()).toEqual({ total, threads });
});

test('a ticket of others counts once one has looked into it, but not in all', () => {
  const reader = new Reader();
  const theirs = newId();
  reader.take('desk', [
    ticketRow(theirs, 6, { creatorId: carla }),
    rowOf('thread', theirs, 6, thread('ticket', theirs)),
  ]);
  const [first] = reader.hears(theirs, [1]);
  expect(reader.counts().threads).toEqual({});
  reader.write('read-marker.advance', { id: newId(), threadId: theirs, messageId: first ?? '' });
  reader.hears(theirs, [2]);
  expect(reader.counts()).toMatchObject({ total: 0, threads: { [theirs]: 1 } });
});

test('one’s own ticket that the desk’s scope brought first counts as soon as one’s own scope names it (simulator seed 232)', () => {
  const reader = new Reader();
  const own = newId();
  reader.version += 1;
  const rows = [
    ticketRow(own, reader.version, { creatorId: agentId }),
    rowOf('thread', own, reader.version, thread('ticket', own)),
    rowOf('message', newId(), reader.version, message(own, 1)),
  ];
  reader.take('desk', rows);
  const counted = new UnreadBoard(reader.account.statements, agentId);
  counted.refresh();
  const later = pageOf(mine, reader.version + 1, rows, { scopes });
  counted.touched(applyPage(reader.account.statements, agentId, later).touched);
  counted.refresh();
  expect(counted.state()).toMatchObject({ total: 1, threads: { [own]: 1 } });
});

test('S23: what is lost from sight is not counted any more', () => {
  const reader = new Reader();
  reader.hears(conversation, [1]);
  expect(reader.counts().total).toBe(1);
  const without = pageOf('everyone', 1, [], { scopes: ['everyone', 'desk', mine] });
  reader.board.touched(applyPage(reader.account.statements, agentId, without).touched);
  expect(reader.counts()).toEqual({ changed: true, total: 0, threads: {} });
});

test('a place is written at once, then the last of every two seconds, and only forwards', async () => {
  const reader = new Reader();
  const ids = reader.hears(conversation, [1, 2, 3, 4]);
  const [first = '', second = '', third = '', fourth = ''] = ids;
  const { clock, markers, written } = thinner(reader);
  for (const id of [first, third, second]) markers.read(conversation, id);
  expect(written).toEqual([first]);
  await clock.advance(1_999);
  expect(written).toEqual([first]);
  await clock.advance(1);
  expect(written).toEqual([first, third]);
  markers.read(conversation, second);
  await clock.advance(5_000);
  markers.read(conversation, second);
  expect(written).toEqual([first, third]);
  markers.read(conversation, fourth);
  expect(written).toEqual([first, third, fourth]);
});

test('what waits is written when the engine ends; what is not numbered or not there is not', async () => {
  const reader = new Reader();
  const [first = '', second = ''] = reader.hears(conversation, [1, 2]);
  const [pending = ''] = reader.hears(conversation, [0], { number: null });
  const { clock, markers, written } = thinner(reader);
  for (const id of [pending, newId()]) markers.read(conversation, id);
  markers.read(ticket, first);
  expect(written).toEqual([]);
  for (const id of [first, second]) markers.read(conversation, id);
  markers.flush();
  expect(written).toEqual([first, second]);
  await clock.advance(5_000);
  expect(written).toEqual([first, second]);
});

test('a place that cannot be kept disturbs nobody, and is kept when it is seen once more', async () => {
  const reader = new Reader();
  const [first = ''] = reader.hears(conversation, [1]);
  const failures: unknown[] = [];
  let isFull = true;
  const { clock, markers, written } = thinner(reader, {
    failed: (error) => failures.push(error),
    before: () => {
      if (isFull) throw new Error('The disk is full.');
    },
  });
  markers.read(conversation, first);
  await clock.advance(2_000);
  isFull = false;
  markers.read(conversation, first);
  expect([failures.length, written]).toEqual([1, [first]]);
});

interface Hooks {
  readonly failed: (error: unknown) => void;
  readonly before: () => void;
}

function fail(error: unknown): void {
  throw error;
}

function thinner(reader: Reader, { failed, before }: Hooks = { failed: fail, before: () => {} }) {
  const clock = new ManualClock();
  const written: string[] = [];
  const markers = new MarkerThinner({
    statements: reader.account.statements,
    userId: agentId,
    clock,
    failed,
    advance: (threadId, messageId) => {
      before();
      written.push(messageId);
      reader.write('read-marker.advance', { id: newId(), threadId, messageId });
    },
  });
  return { clock, markers, written };
}

test('what one has muted is not counted as one’s own business, and what one follows is', () => {
  const reader = new Reader();
  reader.hears(conversation, [1, 2]);
  reader.hears(ticket, [1]);
  expect(reader.counts()).toMatchObject({ total: 3 });
  const choice = { id: newId(), subjectTable: 'thread', subjectId: conversation };
  reader.write('subscription.set', { ...choice, mode: 'mute', was: null });
  expect(reader.counts()).toMatchObject({ changed: true, total: 1 });
  const anew = new UnreadBoard(reader.account.statements, agentId);
  anew.refresh();
  expect(anew.state()).toEqual(reader.board.state());
  reader.write('subscription.set', { ...choice, mode: null, was: 'mute' });
  expect(reader.counts()).toMatchObject({ changed: true, total: 3 });
  const others = newId();
  reader.take('desk', [
    ticketRow(others, 40, { creatorId: carla }),
    rowOf('thread', others, 41, thread('ticket', others)),
    rowOf('message', newId(), 42, message(others, 1)),
  ]);
  expect(reader.counts()).toMatchObject({ total: 3 });
  const followed = { id: newId(), subjectTable: 'ticket', subjectId: others, mode: 'follow', was: null };
  reader.write('subscription.set', followed);
  expect(reader.counts()).toMatchObject({ total: 4 });
});
