import type { Activity } from '@holdfast/shared/model/activity.ts';
import type { Message } from '@holdfast/shared/model/message.ts';
import type { QueriedRow } from '../../../engine/api/query.ts';

export interface CommentEntry {
  readonly kind: 'comment';
  readonly key: string;
  readonly at: string;
  readonly comment: QueriedRow<Message>;
}

/** What one person did in one go. */
export interface ActivityEntry {
  readonly kind: 'activity';
  readonly key: string;
  readonly at: string;
  /** In the order in which the server took them, so that each begins where the one before it ended. */
  readonly activities: readonly Activity[];
}

/** One step of a ticket's story. */
export type StreamEntry = CommentEntry | ActivityEntry;

/** Changes of one person this close together are told as one. */
const ONE_GO_MS = 30 * 60_000;

/** Comments and activity in the order in which they happened, with one person's changes in a row folded. */
export function streamEntries(
  comments: readonly QueriedRow<Message>[],
  activities: readonly Activity[],
): StreamEntry[] {
  const entries: StreamEntry[] = [...comments.map(commentEntry), ...activities.map(activityEntry)];
  entries.sort((left, right) => placeOf(left) - placeOf(right) || (left.key < right.key ? -1 : 1));
  const folded: StreamEntry[] = [];
  for (const entry of entries) {
    const together = joined(folded.at(-1), entry);
    if (together === undefined) folded.push(entry);
    else folded[folded.length - 1] = together;
  }
  return folded;
}

function commentEntry(comment: QueriedRow<Message>): CommentEntry {
  return { kind: 'comment', key: comment.row.id, at: comment.row.createdAt, comment };
}

function activityEntry(activity: Activity): ActivityEntry {
  return { kind: 'activity', key: activity.id, at: activity.at, activities: [activity] };
}

/**
 * Where an entry belongs, in milliseconds since 1970: a comment when it was written, activity when
 * the server took it, which its id says (RFC 9562). Changes that were made offline would otherwise
 * stand before the ones that they replaced.
 */
function placeOf(entry: StreamEntry): number {
  if (entry.kind === 'comment') return Date.parse(entry.at);
  return Number.parseInt(entry.key.replaceAll('-', '').slice(0, 12), 16);
}

/** Two entries as one, if they are changes that one person made in one go. */
function joined(before: StreamEntry | undefined, entry: StreamEntry): ActivityEntry | undefined {
  if (before?.kind !== 'activity' || entry.kind !== 'activity') return undefined;
  const [last] = before.activities.slice(-1);
  const [next] = entry.activities;
  if (last === undefined || next === undefined || last.actorId !== next.actorId) return undefined;
  if (last.kind !== 'changed' || next.kind !== 'changed') return undefined;
  if (Date.parse(next.at) - Date.parse(last.at) > ONE_GO_MS) return undefined;
  return { ...before, at: entry.at, activities: [...before.activities, ...entry.activities] };
}
