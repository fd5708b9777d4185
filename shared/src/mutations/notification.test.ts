import { expect, test } from 'vitest';
import { audienceOf } from '../audience.ts';
import type { NewMutation } from '../entity/define-mutation.ts';
import type { Json } from '../json.ts';
import { type Notification, notificationModel } from '../model/notification.ts';
import { isChannelOn } from '../notification-kinds.ts';
import { findModel, findMutation } from '../registry.ts';
import { userScope } from '../scope-names.ts';
import { AT, Desk, id } from '../test-support/desk.ts';

const EARLIER = '2026-03-02T09:00:00.000Z';
const TOMORROW = '2026-03-03T08:00:00.000Z';

function deskWithNotices() {
  const desk = new Desk();
  const told = (rowId: string, userId: string, more: Partial<Notification> = {}) =>
    desk.rows.put('notification', {
      ...{ id: rowId, userId, kind: 'status', subjectTable: 'ticket', subjectId: id(40) },
      ...{ causeTable: 'ticket', causeId: id(40), actorId: desk.agent.id, count: 1, urgent: false },
      ...{ at: AT, createdAt: AT, readAt: null, doneAt: null, snoozedUntil: null, ...more },
    });
  told(id(50), desk.staff.id);
  told(id(51), desk.staff.id, { readAt: EARLIER });
  told(id(52), desk.otherStaff.id);
  return desk;
}

const all = [id(50), id(51), id(52), id(53)];

function undoOf(desk: Desk, name: string, args: Json): NewMutation | undefined {
  return findMutation(name)?.undo?.(args, {
    find: (table, rowId) => desk.rows.get(table, rowId),
    newId: () => id(99),
  });
}

function stateOf(desk: Desk, rowId: string) {
  const { readAt, doneAt, snoozedUntil } = notificationModel.schema.parse(
    desk.rows.get('notification', rowId),
  );
  return { readAt, doneAt, snoozedUntil };
}

test.each([
  ['notification.seen', {}, { readAt: AT, doneAt: null, snoozedUntil: null }],
  ['notification.read', { read: true }, { readAt: AT, doneAt: null, snoozedUntil: null }],
  ['notification.done', { done: true }, { readAt: AT, doneAt: AT, snoozedUntil: null }],
  ['notification.snooze', { until: TOMORROW }, { readAt: null, doneAt: null, snoozedUntil: TOMORROW }],
])(
  '%s changes what one was told oneself, and passes over what others were told and what is gone',
  (name, more, now) => {
    const desk = deskWithNotices();
    const others = desk.rows.get('notification', id(52));
    expect(desk.outcome(desk.staff, name, { ids: all, ...more })).toBe('accepted');
    expect(stateOf(desk, id(50))).toEqual(now);
    expect(desk.rows.get('notification', id(52))).toEqual(others);
  },
);

test('S30: what was marked as read or done with is put back, but nothing that was so before', () => {
  const desk = deskWithNotices();
  const ids = [id(50), id(51)];
  const undoRead = undoOf(desk, 'notification.read', { ids, read: true });
  expect(undoRead).toEqual({ name: 'notification.read', args: { ids: [id(50)], read: false } });
  desk.run(desk.staff, 'notification.read', { ids, read: true });
  desk.run(desk.staff, 'notification.read', undoRead?.args);
  expect(stateOf(desk, id(50)).readAt).toBeNull();
  expect(stateOf(desk, id(51)).readAt).toBe(EARLIER);
  const undoDone = undoOf(desk, 'notification.done', { ids, done: true });
  desk.run(desk.staff, 'notification.done', { ids, done: true });
  desk.run(desk.staff, 'notification.done', undoDone?.args);
  expect(ids.map((rowId) => stateOf(desk, rowId).doneAt)).toEqual([null, null]);
  expect(ids.map((rowId) => stateOf(desk, rowId).readAt)).toEqual([null, EARLIER]);
  expect(undoOf(desk, 'notification.done', { ids, done: false })).toBeUndefined();
});

test('S30: what was put off comes back as it was: read or not, and off until when it was before', () => {
  const desk = deskWithNotices();
  const ids = [id(50), id(51)];
  const [later, muchLater] = [TOMORROW, '2026-03-09T08:00:00.000Z'];
  const undo = undoOf(desk, 'notification.snooze', { ids, until: later });
  desk.run(desk.staff, 'notification.snooze', { ids, until: later });
  const undoAgain = undoOf(desk, 'notification.snooze', { ids, until: muchLater });
  desk.run(desk.staff, 'notification.snooze', { ids, until: muchLater });
  desk.run(desk.staff, 'notification.snooze', undoAgain?.args);
  expect(ids.map((rowId) => stateOf(desk, rowId).snoozedUntil)).toEqual([later, later]);
  desk.run(desk.staff, 'notification.snooze', undo?.args);
  expect(ids.map((rowId) => stateOf(desk, rowId).snoozedUntil)).toEqual([null, null]);
  expect(ids.map((rowId) => stateOf(desk, rowId).readAt !== null)).toEqual([false, true]);
});

test('a choice of what to hear is one for each subject, changes, goes, and is undone', () => {
  const desk = new Desk();
  const ticket = desk.ticket(desk.staff, id(40));
  const choose = (choiceId: string, mode: string | null, was: string | null): Json => ({
    ...{ id: choiceId, subjectTable: 'ticket', subjectId: ticket, mode, was },
  });
  desk.run(desk.staff, 'subscription.set', choose(id(60), 'follow', null));
  desk.run(desk.staff, 'subscription.set', choose(id(61), 'mute', 'follow'));
  desk.run(desk.agent, 'subscription.set', choose(id(62), 'follow', null));
  expect(desk.rows.all('subscription').map((row) => [row.id, row.userId, row.mode])).toEqual([
    [id(60), desk.staff.id, 'mute'],
    [id(62), desk.agent.id, 'follow'],
  ]);
  const undo = undoOf(desk, 'subscription.set', choose(id(61), 'mute', 'follow'));
  desk.run(desk.staff, 'subscription.set', undo?.args);
  expect(desk.rows.get('subscription', id(60))?.mode).toBe('follow');
  desk.run(desk.staff, 'subscription.set', choose(id(63), null, 'follow'));
  expect(desk.rows.get('subscription', id(60))).toBeUndefined();
  expect(desk.outcome(desk.otherStaff, 'subscription.set', choose(id(64), 'follow', null))).toBe('NOT_FOUND');
});

test('S8: what somebody was told, and what they choose to hear, is theirs alone', () => {
  const desk = deskWithNotices();
  const row = desk.rows.get('notification', id(50));
  const seen = row && desk.rows.run(audienceOf(findModel, 'notification', row));
  expect(seen).toEqual(new Set([userScope(desk.staff.id)]));
});

test('channels are chosen one by one, by everybody for themselves; quiet hours in a time zone that there is', () => {
  const desk = new Desk();
  const userId = desk.staff.id;
  const set = (name: string, more: object) => desk.outcome(desk.staff, name, { userId, ...more });
  expect(set('preference.channel', { kind: 'status', channel: 'native', on: false })).toBe('accepted');
  expect(set('preference.channel', { kind: 'status', channel: 'sound', on: true })).toBe('accepted');
  const channels = { status: { native: false, sound: true } };
  expect(desk.rows.get('preference', userId)).toMatchObject({ channels, receipts: true });
  expect(isChannelOn(channels, 'status', 'native')).toBe(false);
  expect(isChannelOn(channels, 'status', 'toast')).toBe(true);
  expect(isChannelOn({ status: { inbox: false } }, 'status', 'toast')).toBe(false);
  const times = [{ days: [1], from: '22:00', to: '07:00' }];
  expect(set('preference.quiet', { hours: { zone: 'Europe/Berlin', times } })).toBe('accepted');
  expect(() => set('preference.quiet', { hours: { zone: 'Moon/Tranquility', times } })).toThrow('time zone');
  expect(desk.outcome(desk.agent, 'preference.quiet', { userId, until: null })).toBe('AUTHORIZATION_FAILED');
  const off = { userId, kind: 'status', channel: 'native', on: true } as const;
  expect(undoOf(desk, 'preference.channel', off)?.args).toMatchObject({ on: false });
});
