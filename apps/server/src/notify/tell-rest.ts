import type { WriteWork } from '../store/work.ts';
import { applyEffect } from '../sync/apply-mutation.ts';
import type { Commit } from '../sync/commit.ts';
import { systemActor } from '../sync/system-actor.ts';
import { putNotices } from './fold.ts';

/** Tells what a push caused beyond the rows that it may make: one row for each person and kind, that counts. */
export function* tellRest(commit: Commit): WriteWork<void> {
  const rest = commit.notices.takeRest();
  if (rest.length === 0) return;
  const { now, newId } = commit;
  const all = rest.map(({ actorId, ...counted }) => ({ ...counted, telling: { actorId, now, newId } }));
  yield* applyEffect(commit, systemActor, putNotices(all));
}
