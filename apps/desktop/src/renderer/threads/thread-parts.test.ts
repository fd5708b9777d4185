import { said } from '@holdfast/shared/entity/said.ts';
import { expect, test } from 'vitest';
import type { RefusedChange } from '../../engine/api/state.ts';
import { dayWords } from './day-words.ts';
import { findWords } from './find-words.ts';
import { groupReactions } from './reaction-groups.ts';
import { seenBy } from './seen-by.ts';
import { aMessage, minute, rowsWith } from './test-support/messages.ts';
import { threadItems } from './thread-items.ts';
import { refusalsOf } from './thread-refusals.ts';

function refused(id: string, name: string, args: object, more: Partial<RefusedChange> = {}): RefusedChange {
  const error = { code: 'CONFLICT', message: 'No.' } as const;
  return { id, name, what: said('unknown', { name }), at: minute(0), error, args, group: id, ...more };
}

test('a message keeps its key from when it waits until it has its number', () => {
  const own = aMessage(null, 9, { id: 'own' });
  const waiting = threadItems(rowsWith([aMessage(1, 0)], [own]), true, []);
  expect([0, 1, 2].map((index) => waiting.keyAt(index))).toEqual([1, 'asides', 'own']);
  const rows = {
    ...rowsWith([aMessage(1, 0), aMessage(2, 9, { id: 'own' })]),
    waitedAt: new Map([[2, 'own']]),
  };
  const sent = threadItems(rows, false, []);
  expect([0, 1].map((index) => sent.keyAt(index))).toEqual([1, 'own']);
  expect(sent.keys).not.toBe(waiting.keys);
});

test('a number is the place, also where nothing is read yet', () => {
  const group = { id: 'r', first: refused('r', 'message.create', {}), dependents: [] };
  const items = threadItems(rowsWith([aMessage(40, 0)]), false, [group]);
  expect(items.count).toBe(41);
  expect(items.at(39)).toMatchObject({ kind: 'message', number: 40 });
  expect(items.at(5)).toEqual({ kind: 'message', number: 6, message: undefined });
  expect([5, 40].map((index) => items.keyAt(index))).toEqual([6, 'refused r']);
});

test('S5: what was not accepted stands where it belongs, with what fell with it', () => {
  const created = refused('a', 'message.create', { threadId: 't', body: 'Hello' });
  const edited = refused('b', 'message.edit', { id: 'm1' });
  const reacted = refused('c', 'reaction.add', { messageId: 'm1' });
  const others = [
    refused('d', 'message.create', { threadId: 'other' }),
    refused('e', 'message.edit', { id: 'new' }, { group: 'a' }),
    refused('f', 'ticket.update', { id: 'm1' }),
  ];
  const { messages, byMessage } = refusalsOf('t', [created, edited, reacted, ...others]);
  expect(messages).toEqual([{ id: 'a', first: created, dependents: [others[1]] }]);
  const alone = (change: RefusedChange) => ({ id: change.id, first: change, dependents: [] });
  expect([...byMessage]).toEqual([['m1', [alone(edited), alone(reacted)]]]);
});

test('S5: a message of files stands where it would be, a file that was added to one stands with it', () => {
  const posted = refused('a', 'message.post', { threadId: 't', body: '', files: [] });
  const added = refused('b', 'attachment.add', { subjectTable: 'message', subjectId: 'm1', name: 'x.txt' });
  const { messages, byMessage } = refusalsOf('t', [posted, added]);
  expect(messages.map(({ id }) => id)).toEqual(['a']);
  expect([...byMessage.keys()]).toEqual(['m1']);
});

test('who has read up to a message or further has seen it, but for its author and oneself', () => {
  const markers = [
    { userId: 'ann', readTo: 4 },
    { userId: 'ben', readTo: 9 },
    { userId: 'cem', readTo: 5 },
    { userId: 'me', readTo: 9 },
  ];
  expect(seenBy({ number: 5, authorId: 'ben' }, markers, 'me')).toEqual(['cem']);
  expect(seenBy({ number: null, authorId: 'me' }, markers, 'me')).toEqual([]);
});

test('each emoji stands once, the first first, with everybody once', () => {
  const reaction = (id: string, userId: string, emoji: string, at: number) => ({
    id,
    messageId: 'm',
    userId,
    emoji,
    createdAt: minute(at),
  });
  const list = [reaction('3', 'cem', '👍', 3), reaction('1', 'ann', '👀', 1), reaction('2', 'ben', '👍', 2)];
  expect(groupReactions([...list, reaction('4', 'ben', '👍', 4)])).toEqual([
    { emoji: '👀', userIds: ['ann'] },
    { emoji: '👍', userIds: ['ben', 'cem'] },
  ]);
});

test('found words are marked where a word begins with them, whatever their case and accents', () => {
  const marked = (text: string, words: string) =>
    findWords(text, words).map(({ start, end }) => text.slice(start, end));
  expect(marked('The Printer reprints prints.', 'print')).toEqual(['Print', 'print']);
  expect(marked('Café au lait', 'cafe LA')).toEqual(['Café', 'la']);
  expect(marked('Cafe\u0301s', 'cafe')).toEqual(['Cafe\u0301']);
  expect(marked('anything', '  ')).toEqual([]);
});

test('days are named as people do', () => {
  const now = new Date(2026, 5, 10, 9).getTime();
  const at = (day: number, year = 2026) => new Date(year, 5, day, 15).toISOString();
  expect(dayWords(at(10), now)).toBe('today');
  expect(dayWords(at(9), now)).toBe('yesterday');
  expect(dayWords(at(8), now)).toEqual({ day: 'Monday 8 June' });
  expect(dayWords(at(8, 2025), now)).toEqual({ day: '8 June 2025' });
});
