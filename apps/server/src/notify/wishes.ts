import { get, query } from '@holdfast/shared/effect/rows.ts';
import { preferenceModel } from '@holdfast/shared/model/preference.ts';
import { type Subscription, subscriptionModel } from '@holdfast/shared/model/subscription.ts';
import type { ChosenChannels, NotificationKind } from '@holdfast/shared/notification-kinds.ts';
import type { WriteWork } from '../store/work.ts';
import type { RowChanges } from '../sync/row-changes.ts';
import { runEffect } from '../sync/run-effect.ts';

/** Of what is muted a person hears these all the same: they are named, it is given to them, or it is their own work. */
const alwaysHeard: ReadonlySet<NotificationKind> = new Set([
  'mentioned',
  'assigned',
  'overwritten',
  'refused',
]);

/** In which channels a person wants which kinds, as far as they have chosen. Rows of before schema 4 hold nothing. */
export function* chosenChannels(userId: string, rows: RowChanges): WriteWork<ChosenChannels> {
  const preference = yield* runEffect(get(preferenceModel, userId), rows);
  return preference?.channels ?? {};
}

/** What people have chosen to hear of one subject, by their ids. */
export type Subscriptions = ReadonlyMap<string, Subscription['mode']>;

export function* subscriptionsTo(subjectId: string, rows: RowChanges): WriteWork<Subscriptions> {
  const stored = yield* runEffect(query(subscriptionModel, { subjectId }), rows);
  return new Map(stored.map(({ userId, mode }) => [userId, mode]));
}

export function isMuted(subscriptions: Subscriptions, userId: string, kind: NotificationKind): boolean {
  return subscriptions.get(userId) === 'mute' && !alwaysHeard.has(kind);
}
