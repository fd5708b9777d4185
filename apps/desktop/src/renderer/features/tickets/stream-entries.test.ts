import type { Activity } from '@holdfast/shared/model/activity.ts';
import { expect, test } from 'vitest';
import { streamEntries } from './stream-entries.ts';

const minute = (count: number) => new Date(Date.UTC(2026, 0, 1, 12, count)).toISOString();

function did(id: string, actorId: string, at: number, kind: Activity['kind'] = 'changed'): Activity {
  const changes = [{ field: 'status', from: 'open', to: 'waiting' }];
  return { id, actorId, kind, at: minute(at), subjectTable: 'ticket', subjectId: 't', changes };
}

function said(id: string, at: number) {
  const times = { createdAt: minute(at), editedAt: null, deletedAt: null };
  return { row: { id, threadId: 't', authorId: 'ann', body: id, ...times }, waiting: false };
}

const keys = (entries: ReturnType<typeof streamEntries>) => entries.map(({ key }) => key);

test('comments and activity stand in the order in which they happened', () => {
  const entries = streamEntries([said('c2', 5), said('c1', 1)], [did('a1', 'ann', 3)]);
  expect(keys(entries)).toEqual(['c1', 'a1', 'c2']);
});

test('changes of one person in a row are told as one', () => {
  const [entry, ...more] = streamEntries([], [did('a1', 'ann', 1), did('a2', 'ann', 2), did('a3', 'ann', 3)]);
  expect(more).toEqual([]);
  expect(entry).toMatchObject({ kind: 'activity', at: minute(3) });
  expect(entry?.kind === 'activity' && entry.activities).toHaveLength(3);
});

test('another person, a comment, a pause or the making of the ticket between them keeps them apart', () => {
  const made = did('a0', 'ann', 0, 'created');
  expect(keys(streamEntries([], [made, did('a1', 'ann', 1), did('a2', 'ben', 2)]))).toEqual([
    'a0',
    'a1',
    'a2',
  ]);
  expect(keys(streamEntries([said('c', 2)], [did('a1', 'ann', 1), did('a2', 'ann', 3)]))).toEqual([
    'a1',
    'c',
    'a2',
  ]);
  expect(keys(streamEntries([], [did('a1', 'ann', 1), did('a2', 'ann', 59)]))).toEqual(['a1', 'a2']);
});
