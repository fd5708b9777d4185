import type { Notification } from '@holdfast/shared/model/notification.ts';
import { expect, test } from 'vitest';
import { holdGroups } from '../../ui/held-list/held-groups.ts';
import { groupNotifications, isSnoozed } from './inbox-groups.ts';
import { snoozeTimes } from './snooze-times.ts';

function notification(id: string, fields: Partial<Notification> = {}): Notification {
  const at = '2026-01-05T08:00:00.000Z';
  return {
    id,
    userId: 'me',
    kind: 'commented',
    subjectTable: 'ticket',
    subjectId: id,
    causeTable: 'message',
    causeId: id,
    actorId: 'ben',
    count: 1,
    urgent: false,
    at,
    createdAt: at,
    readAt: null,
    doneAt: null,
    snoozedUntil: null,
    ...fields,
  };
}

const keys = (groups: readonly { readonly key: string }[]) => groups.map(({ key }) => key);

test('what is about one ticket stands together where its newest is; what is about none stands alone', () => {
  const groups = groupNotifications([
    notification('1', { subjectId: 'lamp' }),
    notification('2', { subjectTable: null, subjectId: null, kind: 'assigned', count: 12 }),
    notification('3', { subjectId: 'lamp', kind: 'status', readAt: '2026-01-05T09:00:00.000Z' }),
    notification('4', { subjectTable: 'thread', subjectId: 'talk', readAt: '2026-01-05T09:00:00.000Z' }),
  ]);
  expect(groups.map(({ key, items, isUnread }) => [key, items.length, isUnread])).toEqual([
    ['ticket-lamp', 2, true],
    ['2', 1, true],
    ['thread-talk', 1, false],
  ]);
});

test('a group is urgent as long as what is urgent in it was not read', () => {
  const urgent = notification('1', { urgent: true });
  expect(groupNotifications([urgent])[0]?.isUrgent).toBe(true);
  expect(groupNotifications([{ ...urgent, readAt: urgent.at }])[0]?.isUrgent).toBe(false);
});

test('what is snoozed is out of sight until its time', () => {
  const row = notification('1', { snoozedUntil: '2026-01-05T10:00:00.000Z' });
  expect(isSnoozed(row, Date.parse('2026-01-05T09:59:59.000Z'))).toBe(true);
  expect(isSnoozed(row, Date.parse('2026-01-05T10:00:00.000Z'))).toBe(false);
});

test('under the pointer nothing moves: what came in or would move waits, what is gone is gone', () => {
  const groups = groupNotifications(['new', 'b', 'a', 'd'].map((id) => notification(id)));
  const held = holdGroups(['ticket-a', 'ticket-b', 'ticket-c', 'ticket-d'], groups);
  expect(keys(held.shown)).toEqual(['ticket-a', 'ticket-b', 'ticket-d']);
  expect(held.waiting).toBe(2);
  expect(holdGroups(keys(groups), groups).waiting).toBe(0);
  expect(holdGroups(undefined, groups)).toEqual({ shown: groups, waiting: 0 });
});

test('one can put off until this evening, tomorrow morning and Monday morning', () => {
  const shown = (now: Date) => snoozeTimes(now).map(({ snooze, until }) => [snooze, until.toString()]);
  const wednesday = new Date(2026, 0, 7, 11, 30);
  expect(shown(wednesday)).toEqual([
    ['hour', new Date(2026, 0, 7, 12, 30).toString()],
    ['evening', new Date(2026, 0, 7, 18).toString()],
    ['tomorrow', new Date(2026, 0, 8, 9).toString()],
    ['week', new Date(2026, 0, 12, 9).toString()],
  ]);
  const mondayNight = new Date(2026, 0, 5, 22);
  expect(shown(mondayNight)).toEqual([
    ['hour', new Date(2026, 0, 5, 23).toString()],
    ['tomorrow', new Date(2026, 0, 6, 9).toString()],
    ['week', new Date(2026, 0, 12, 9).toString()],
  ]);
});
