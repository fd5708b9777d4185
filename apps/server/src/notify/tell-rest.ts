import type { Logger } from 'pino';
import { StorageFailure } from '../store/store.ts';
import type { WriteWork } from '../store/work.ts';
import { applyEffect } from '../sync/apply-mutation.ts';
import type { Commit } from '../sync/commit.ts';
import { systemActor } from '../sync/system-actor.ts';
import { putNotices } from './fold.ts';

/**
 * Tells what a push caused beyond the rows that it may make, and what of it was refused: one row for each
 * person and kind, that counts. Where that fails nobody's changes shall wait for it.
 */
export function* tellRest(commit: Commit, log: Logger): WriteWork<void> {
  const rest = commit.notices.takeRest();
  if (rest.length === 0) return;
  const { now, newId } = commit;
  const all = rest.map(({ actorId, ...counted }) => ({ ...counted, telling: { actorId, now, newId } }));
  try {
    yield* applyEffect(commit, systemActor, putNotices(all));
  } catch (error) {
    if (error instanceof StorageFailure) throw error;
    log.error({ err: error, people: rest.length }, 'people were not told of what a push caused');
  }
}
