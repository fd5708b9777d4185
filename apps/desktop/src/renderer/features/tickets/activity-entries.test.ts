import { formatUuidV7 } from '@holdfast/shared/ids.ts';
import type { Activity } from '@holdfast/shared/model/activity.ts';
import { expect, test } from 'vitest';
import { activityEntries } from './activity-entries.ts';

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

/** The minutes at which things were done. */
const story = (activities: readonly Activity[]) =>
  activityEntries(activities).map((entry) => (Date.parse(entry.at) - ms(0)) / 60_000);

test('a change that was made offline stands where it took effect', () => {
  expect(story([did('ben', 9, 'changed', 2), did('ann', 5)])).toEqual([5, 2]);
});

test('changes of one person in a row are told as one', () => {
  const [entry, ...more] = activityEntries([did('ann', 1), did('ann', 2), did('ann', 3)]);
  expect(more).toEqual([]);
  expect(entry).toMatchObject({ at: minute(3) });
  expect(entry?.activities).toHaveLength(3);
});

test('another person, a pause or the making of the ticket between them keeps them apart', () => {
  expect(story([did('ann', 0, 'created'), did('ann', 1), did('ben', 2)])).toEqual([0, 1, 2]);
  expect(story([did('ann', 1), did('ann', 59)])).toEqual([1, 59]);
});
