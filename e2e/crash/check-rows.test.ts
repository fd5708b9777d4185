import { expect, test } from 'vitest';
import { findDoubled, findLost, findUndone } from './check-rows.ts';
import type { Confirmed } from './confirmed.ts';
import type { Rows } from './server-rows.ts';

const titled = (subjectId: string, to: string) => ({
  subjectId,
  kind: 'changed',
  changes: [{ field: 'title', to }],
});

const rows: Rows = {
  tickets: [
    { id: 't1', title: 'second', number: 1 },
    { id: 't2', title: 'other', number: 2 },
  ],
  messages: [{ id: 'm1', body: 'hello' }],
  files: [{ id: 'f1', hash: 'abc', storedAt: '2026-01-05T08:00:00.000Z' }],
  activities: [
    { subjectId: 't1', kind: 'created', changes: [] },
    { subjectId: 't2', kind: 'created', changes: [] },
    titled('t1', 'first'),
    titled('t1', 'second'),
  ],
};

const confirmed: Confirmed[] = [
  { kind: 'ticket', id: 't1', text: 'made' },
  { kind: 'title', id: 't1', text: 'first' },
  { kind: 'title', id: 't1', text: 'second' },
  { kind: 'message', id: 'm1', text: 'hello' },
  { kind: 'file', id: 'f1', text: 'abc' },
];

test('what is all there is not lost, not doubled and not undone', () => {
  expect([findLost(confirmed, rows), findDoubled(rows), findUndone(rows, confirmed)]).toEqual([[], [], []]);
});

test('a missing row, another text and a change that no history names are lost', () => {
  expect(findLost(confirmed, { ...rows, tickets: [] })).toHaveLength(1);
  expect(findLost(confirmed, { ...rows, messages: [{ id: 'm1', body: 'hullo' }] })).toHaveLength(1);
  expect(findLost(confirmed, { ...rows, activities: [] })).toHaveLength(2);
  const unsent = { id: 'f1', hash: 'abc', storedAt: null };
  expect(findLost(confirmed, { ...rows, files: [unsent] })).toHaveLength(1);
});

test('a text, a creation or a change that stands there twice is doubled, and so is a number', () => {
  const again = { id: 'm2', body: 'hello' };
  expect(findDoubled({ ...rows, messages: [...rows.messages, again] })).toEqual(['hello']);
  const twice = { ...rows, activities: [...rows.activities, titled('t1', 'first')] };
  expect(findDoubled(twice)).toEqual(['t1 first']);
  const numbers = rows.tickets.map((ticket) => ({ ...ticket, number: 1 }));
  expect(findDoubled({ ...rows, tickets: numbers })).toEqual(['ticket number 1']);
});

test('an older title that came back is undone; one that nobody heard of came later', () => {
  const withTitle = (title: string): Rows => ({ ...rows, tickets: [{ id: 't1', title, number: 1 }] });
  expect(findUndone(withTitle('first'), confirmed)).toEqual(['first']);
  expect(findUndone(withTitle('third'), confirmed)).toEqual([]);
});
