import type { AlertChange } from '@holdfast/shared/alerts/settle-alert.ts';
import type { Effect } from '@holdfast/shared/effect/operations.ts';
import { insert, update } from '@holdfast/shared/effect/rows.ts';
import { alertModel } from '@holdfast/shared/model/alert.ts';
import type { Logger } from 'pino';
import type { Notice } from '../notify/choose-recipients.ts';
import { tellChosen } from '../notify/record-notices.ts';
import { StorageFailure } from '../store/store.ts';
import type { WriteWork } from '../store/work.ts';
import { applyAndTell } from '../sync/apply-mutation.ts';
import type { Commit } from '../sync/commit.ts';
import type { RowChanges } from '../sync/row-changes.ts';
import { AlertPeople } from './alert-people.ts';
import { decideAlerts } from './decide-alerts.ts';
import type { Touched } from './touched.ts';

/**
 * Raises and resolves what follows from what a job has touched, each subject once: in the transaction of the
 * cause, in a part and a version of its own. Where that fails nobody's changes shall wait for it.
 */
export function* settleTouched(commit: Commit, log: Logger): WriteWork<void> {
  const touched = commit.takeTouched();
  try {
    yield* settleAlerts(commit, touched);
  } catch (error) {
    if (error instanceof StorageFailure) throw error;
    log.error({ err: error }, 'it was not settled what people have to be alerted of');
  }
}

/** Raises and resolves what follows from what was touched; writes nothing where nothing does. */
export function* settleAlerts(commit: Commit, touched: Touched): WriteWork<void> {
  const changes = yield* decideAlerts(touched, commit);
  if (changes.length === 0) return;
  const tell = (rows: RowChanges) => tellRaised(commit, changes, touched, rows);
  yield* applyAndTell(commit, putAlerts(changes), tell);
}

function* putAlerts(changes: readonly AlertChange[]): Effect<void> {
  for (const { before, after } of changes) {
    if (before === undefined) yield* insert(alertModel, after);
    else yield* update(alertModel, before, after);
  }
}

/** What is raised for the first time is told; what has returned soon, changed or ended is not. */
function* tellRaised(
  commit: Commit,
  changes: readonly AlertChange[],
  { by, isNews }: Touched,
  rows: RowChanges,
): WriteWork<() => void> {
  const people = new AlertPeople(rows);
  const notices: Notice[] = [];
  for (const { before, after } of changes) {
    if (before !== undefined || !isNews) continue;
    const ref = { table: 'alert', id: after.id } as const;
    const about = { kind: 'alert', subject: ref, cause: ref, urgent: false } as const;
    for (const userId of yield* people.of(after)) if (!by.has(userId)) notices.push({ ...about, userId });
  }
  return yield* tellChosen(
    notices,
    { actorId: null, now: commit.now, newId: commit.newId },
    rows,
    commit.notices,
  );
}
