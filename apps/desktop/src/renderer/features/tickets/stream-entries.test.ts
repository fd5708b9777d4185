import { formatUuidV7 } from '@holdfast/shared/ids.ts';
import type { Activity } from '@holdfast/shared/model/activity.ts';
import { justWritten } from '@holdfast/shared/model/message.ts';
import { expect, test } from 'vitest';
import { streamEntries } from './stream-entries.ts';

const ms = (count: number) => Date.UTC(2026, 0, 1, 12, count);
const minute = (count: number) => new Date(ms(count)).toISOString();
const arrived = (at: number) => formatUuidV7(ms(at), 0, new Uint8Array(8));

function did(actorId: string, at: number, kind: Activity['kind'] = 'changed', madeAt = at): Activity {
  const changes = [{ field: 'status', from: 'open', to: 'waiting' }];
  return {
    id: arrived(at),
    actorId,
    kind,
    at: minute(madeAt),
    subjectTable: 'ticket',
    subjectId: 't',
    changes,
  };
}

function said(id: string, at: number) {
  const times = { createdAt: minute(at), ...justWritten };
  return { row: { id, threadId: 't', authorId: 'ann', body: id, ...times }, waiting: false };
}

/** `c1` for a comment, the minute for activity. */
const story = (entries: ReturnType<typeof streamEntries>) =>
  entries.map((entry) => (entry.kind === 'comment' ? entry.key : (Date.parse(entry.at) - ms(0)) / 60_000));

test('comments and activity stand in the order in which they happened', () => {
  expect(story(streamEntries([said('c2', 5), said('c1', 1)], [did('ann', 3)]))).toEqual(['c1', 3, 'c2']);
});

test('a change that was made offline stands where it took effect', () => {
  const offline = did('ben', 9, 'changed', 2);
  expect(story(streamEntries([], [offline, did('ann', 5)]))).toEqual([5, 2]);
});

test('changes of one person in a row are told as one', () => {
  const [entry, ...more] = streamEntries([], [did('ann', 1), did('ann', 2), did('ann', 3)]);
  expect(more).toEqual([]);
  expect(entry).toMatchObject({ kind: 'activity', at: minute(3) });
  expect(entry?.kind === 'activity' && entry.activities).toHaveLength(3);
});

test('another person, a comment, a pause or the making of the ticket between them keeps them apart', () => {
  expect(story(streamEntries([], [did('ann', 0, 'created'), did('ann', 1), did('ben', 2)]))).toEqual([
    0, 1, 2,
  ]);
  expect(story(streamEntries([said('c', 2)], [did('ann', 1), did('ann', 3)]))).toEqual([1, 'c', 3]);
  expect(story(streamEntries([], [did('ann', 1), did('ann', 59)]))).toEqual([1, 59]);
});
