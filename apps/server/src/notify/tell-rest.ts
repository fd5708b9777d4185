import type { Effect } from '@holdfast/shared/effect/operations.ts';
import type { WriteWork } from '../store/work.ts';
import { applyEffect } from '../sync/apply-mutation.ts';
import type { Commit } from '../sync/commit.ts';
import { systemActor } from '../sync/system-actor.ts';
import { putNotice } from './fold.ts';
import type { Rest } from './notice-tally.ts';

/** Tells what a push caused beyond the rows that it may make: one row for each person and kind, that counts. */
export function* tellRest(commit: Commit): WriteWork<void> {
  const rest = commit.notices.takeRest();
  if (rest.length > 0) yield* applyEffect(commit, systemActor, putRest(rest, commit));
}

function* putRest(rest: readonly Rest[], { now, newId }: Commit): Effect<void> {
  for (const { notice, count, actorId } of rest) yield* putNotice(notice, { actorId, now, newId }, count);
}
