import type { Json } from '@holdfast/shared/json.ts';
import { notificationKinds } from '@holdfast/shared/notification-kinds.ts';
import type { Doing, Operation } from './operation.ts';

/** One to three of one's own notifications, often the newest. */
function someIds({ sight, random }: Doing): string[] {
  const ids = new Set<string>();
  for (let count = random.between(1, 3); count > 0; count -= 1) {
    const row = sight.some('notification');
    if (row !== undefined) ids.add(row.id);
  }
  return [...ids];
}

const ways: readonly ((random: Doing['random']) => { name: string; more: Record<string, Json> })[] = [
  () => ({ name: 'notification.seen', more: {} }),
  (random) => ({ name: 'notification.read', more: { read: random.chance(0.7) } }),
  (random) => ({ name: 'notification.done', more: { done: random.chance(0.8) } }),
  () => ({ name: 'notification.snooze', more: { until: '2026-01-06T08:00:00.000Z' } }),
];

/** Looks after what one was told. */
const settle: Operation = {
  weight: 6,
  make: (doing) => {
    const ids = someIds(doing);
    const way = doing.random.pick(ways)?.(doing.random);
    if (ids.length === 0 || way === undefined) return undefined;
    return { name: way.name, args: { ids, ...way.more } };
  },
};

const modes = ['follow', 'follow', 'mute', null] as const;

/** Chooses to hear all of something, or nothing. */
const subscribe: Operation = {
  weight: 4,
  make: ({ sight, random, newId }) => {
    const subjectTable = random.pick(['ticket', 'project', 'thread']) ?? 'ticket';
    const where = subjectTable === 'thread' ? `"subjectTable" IN ('group', 'direct')` : '1';
    const subject = sight.some(subjectTable, where);
    if (subject === undefined) return undefined;
    const mode = random.pick(modes) ?? null;
    return {
      name: 'subscription.set',
      args: { id: newId(), subjectTable, subjectId: subject.id, mode, was: null },
    };
  },
};

const chooseChannel: Operation = {
  weight: 1,
  make: ({ random, userId }) => ({
    name: 'preference.channel',
    args: {
      userId,
      kind: random.pick(notificationKinds) ?? 'created',
      channel: 'inbox',
      on: random.chance(0.7),
    },
  }),
};

/** What people do with what they are told. An engine of protocol 1 knows none of it. */
export const noticeOperations: readonly Operation[] = [settle, subscribe, chooseChannel];
