import type { Effect } from '@holdfast/shared/effect/operations.ts';
import type { ConsequenceContext } from '@holdfast/shared/entity/define-mutation.ts';
import type { NoticeDraft } from '@holdfast/shared/entity/notice-draft.ts';
import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import { findModel, findMutation } from '@holdfast/shared/registry.ts';
import { clampTime } from '@holdfast/shared/times.ts';
import { ZodError } from 'zod';
import { auditChanges } from '../audit/audit-changes.ts';
import { type NoticeAuthor, recordNotices, tellDrafts } from '../notify/record-notices.ts';
import { StorageFailure } from '../store/store.ts';
import { type WriteWork, writeStore } from '../store/work.ts';
import { recordActivities } from './activity.ts';
import type { Commit } from './commit.ts';
import { firstIssue } from './first-issue.ts';
import { recordOverwrites, recordSkips } from './overwrites.ts';
import type { Person } from './person.ts';
import { RowChanges } from './row-changes.ts';
import { runEffect } from './run-effect.ts';
import { systemActor } from './system-actor.ts';
import { writeChanges } from './write-changes.ts';

/** A change to make, and when its author says they made it. */
export interface Change {
  readonly name: string;
  readonly args: unknown;
  readonly at: string;
}

/**
 * Makes one mutation take effect, with all that follows from it, in a part of the commit that is
 * undone as a whole when anything throws. Gives its version (S1).
 * @throws HoldfastError when it is refused; StorageFailure when the database fails
 */
export function applyMutation(commit: Commit, person: Person, change: Change): WriteWork<number> {
  const run: RunOn = (context, rows) => runMutation(change, context, rows);
  const tell: TellOf = (rows) => recordNotices(rows, authorOf(commit, person), commit.notices);
  const tells = findMutation(change.name)?.tellsNobody !== true;
  return applyPart(commit, person, { at: change.at, run, ...(tells && { tell }) });
}

/**
 * Makes a change of rows that no mutation makes, with all that follows from it, as a restore must
 * that asks nobody's leave. It is news to nobody. Gives its version.
 * @throws StorageFailure when the database fails
 */
export function applyEffect(commit: Commit, person: Person, effect: Effect<void>): WriteWork<number> {
  const run: RunOn = (_, rows) => runEffect(effect, rows);
  return applyPart(commit, person, { at: commit.now, run });
}

/**
 * Makes a change of the system's own of which `tell` tells people. Gives its version.
 * @throws StorageFailure when the database fails
 */
export function applyAndTell(commit: Commit, effect: Effect<void>, tell: TellOf): WriteWork<number> {
  const run: RunOn = (_, rows) => runEffect(effect, rows);
  return applyPart(commit, systemActor, { at: commit.now, run, tell });
}

/**
 * Tells people of what no change says, such as that a date has come. Gives its version.
 * @throws StorageFailure when the database fails
 */
export function applyNotices(commit: Commit, drafts: readonly NoticeDraft[]): WriteWork<number> {
  const tell: TellOf = (rows) => tellDrafts(drafts, authorOf(commit, systemActor), rows, commit.notices);
  return applyPart(commit, systemActor, { at: commit.now, run: changeNothing, tell });
}

type RunOn = (context: ConsequenceContext, rows: RowChanges) => WriteWork<void>;
/** Tells people of what was changed; gives what to call once it stands. */
type TellOf = (rows: RowChanges) => WriteWork<() => void>;

function* changeNothing(): WriteWork<void> {}

/** One part of a commit. Without `tell` it is news to nobody. */
interface Part {
  readonly at: string;
  readonly run: RunOn;
  readonly tell?: TellOf;
}

function* applyPart(commit: Commit, person: Person, part: Part): WriteWork<number> {
  yield* writeStore((tx) => tx.savepoint());
  let stands: () => void;
  try {
    stands = yield* runInPart(commit, person, part);
    // A database across the network may say only now that something of it failed.
    yield* writeStore((tx) => tx.releaseSavepoint());
  } catch (error) {
    // A failing database undoes the whole commit by itself.
    if (!(error instanceof StorageFailure)) yield* writeStore((tx) => tx.rollbackToSavepoint());
    throw error;
  }
  stands();
  return commit.version;
}

/** Gives what to note in the commit once the part stands. */
function* runInPart(commit: Commit, person: Person, { at, run, tell }: Part): WriteWork<() => void> {
  const version = commit.version + 1;
  const context: ConsequenceContext = {
    actor: person.user,
    scopes: person.scopes,
    at: clampTime(at, commit.now),
    findModel,
    newId: commit.newId,
  };
  const rows = new RowChanges(commit.sequences);
  yield* run(context, rows);
  const cause = { actorId: person.user.id, at: context.at, newId: commit.newId };
  const activities = yield* recordActivities(rows, cause);
  yield* recordOverwrites(rows, activities, cause);
  yield* recordSkips(rows, cause);
  const told = tell && (yield* tell(rows));
  yield* auditChanges(rows.list(), person.auditedAs ?? person.user.id, commit.now);
  const moved = yield* writeChanges(rows, version);
  const granted = yield* writeGrants(rows, version);
  return () => {
    commit.accept(moved, rows.sequences);
    commit.touch(rows.list(), person, tell !== undefined);
    told?.();
    for (const userId of granted) commit.forgetPerson(userId);
  };
}

function authorOf({ now, newId }: Commit, { user, auditedAs }: Person): NoticeAuthor {
  return { actorId: user.id, isPerson: auditedAs === undefined, now, newId };
}

function* runMutation(change: Change, context: ConsequenceContext, rows: RowChanges): WriteWork<void> {
  const mutation = findMutation(change.name);
  if (mutation === undefined) {
    throw new HoldfastError('INVALID_MESSAGE', `The server does not know the change "${change.name}".`);
  }
  try {
    yield* runEffect(mutation.effect(change.args, context), rows);
    const consequences = mutation.consequences?.(change.args, context);
    if (consequences !== undefined) yield* runEffect(consequences, rows);
  } catch (error) {
    if (!(error instanceof ZodError)) throw error;
    throw new HoldfastError('INVALID_MESSAGE', `This change is not well formed: ${firstIssue(error)}`);
  }
}

/** Notes whose set of scopes may have changed, so that their connections are told (S11). */
function* writeGrants(rows: RowChanges, version: number): WriteWork<ReadonlySet<string>> {
  const people = new Set<string>();
  for (const { table, before, after } of rows.list()) {
    const grantsTo = findModel(table)?.grantsTo;
    if (grantsTo === undefined) continue;
    for (const row of [before, after]) {
      for (const userId of row === undefined ? [] : grantsTo(row)) people.add(userId);
    }
  }
  for (const userId of people) yield* writeStore((tx) => tx.putGrant(version, userId));
  return people;
}
