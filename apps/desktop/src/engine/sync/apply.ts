import type { Delta } from '@holdfast/shared/protocol/delta.ts';
import type { MutationResult } from '@holdfast/shared/protocol/mutation.ts';
import type { PullResponse } from '@holdfast/shared/protocol/pull.ts';
import { allModels, findModel } from '@holdfast/shared/registry.ts';
import { rebase, rebuildOverlay } from '../mutate/rebase.ts';
import type { Actor } from '../mutate/run-mutation.ts';
import type { BaseChange } from '../store/base-rows.ts';
import { dropSpentGoneMarks, markUnnamed, type NamedRow, trustRead } from '../store/entries.ts';
import { readMeta, removeMeta, writeMeta } from '../store/meta.ts';
import type { RowKey } from '../store/row-key.ts';
import { isFinished, isUnread, noteSeen, readScopes } from '../store/scope-state.ts';
import type { Statements } from '../store/statements.ts';
import { sweepText } from '../store/text-index.ts';
import { isResendDue, noteEpoch } from './new-life.ts';
import { noteProgress } from './progress.ts';
import { deleteOrphans, purgeEverything } from './purge.ts';
import { advance, beginSnapshots, follow, reconcileScopes } from './read-scopes.ts';
import { settleResults } from './settle.ts';
import { sinceGranted } from './since-granted.ts';
import { type Taken, takeEntries } from './take-entries.ts';

/** What applying a message did. */
export interface Applied {
  /**
   * Rows that changed and are news, with what stood there before. What a snapshot brings is none,
   * nor is anything before all has arrived once, or again after the server was restored.
   */
  readonly news: readonly BaseChange[];
  /** Rows that a snapshot brought, but which came to be since the person was given its scope: news too. */
  readonly joined: readonly BaseChange[];
  /** Rows whose view may differ now; `*` for all of a table. */
  readonly touched: readonly RowKey[];
  /** Whether something is missing, so that a pull is due (S14). */
  readonly pullNeeded: boolean;
  /** Whether the outbox or the list of refused changes differs now. */
  readonly settled: boolean;
  /** Whether rows, or what stood in them, had to leave the disk: what is gone must leave its files too (S23). */
  readonly purged: boolean;
}

/** Applies one page of a pull in one transaction (S12, S15, S16, S21, S22). */
export function applyPage(statements: Statements, userId: string, page: PullResponse): Applied {
  return inTransaction(statements, () => {
    const quiet = isQuiet(statements);
    noteEpoch(statements, page.epoch);
    removeMeta(statements, 'disabled');
    const { purged, changed } = reconcileScopes(statements, page.scopes);
    const begun = beginSnapshots(statements, readScopes(statements), page.cursors);
    if (begun.size > 0) writeMeta(statements, 'sweep', '1');
    const scopes = readScopes(statements);
    const taken = takeEntries(statements, scopes, page, { begun });
    advance(statements, scopes, page.cursors);
    for (const [scope, head] of Object.entries(page.heads ?? {})) noteSeen(statements, scope, head);
    noteProgress(statements, page.expected, taken.received);
    const deleted = page.more ? [] : finishPull(statements);
    const settled = settleResults(statements, page.more ? [] : (page.results ?? []), true);
    const rows = [...taken.changes, ...(deleted ?? [])];
    return {
      ...(quiet || isQuiet(statements) ? noNews : newsOf(taken, sinceGranted(page, begun, userId))),
      touched: [
        ...renew(statements, userId, rows, settled, changed || deleted === undefined),
        ...taken.moved,
      ],
      settled: settled.length > 0,
      purged: purged || deleted === undefined || deleted.length > 0 || taken.changes.some(erases),
      pullNeeded: page.more || isAnyUnread(statements),
    };
  });
}

/** Applies what the server sent by itself. Entries apply at once, also past a gap; only the cursor waits (S14). */
export function applyDelta(statements: Statements, userId: string, delta: Delta): Applied {
  return inTransaction(statements, () => {
    if (readMeta(statements, 'epoch') !== delta.epoch) return { ...nothing, pullNeeded: true };
    const scopes = readScopes(statements);
    const taken = takeEntries(statements, scopes, delta, undefined);
    const { gap, headsOnly } = follow(statements, scopes, delta.scopes);
    const settled = settleResults(statements, delta.results ?? [], taken.complete && !headsOnly);
    return {
      news: isQuiet(statements) ? [] : taken.news,
      joined: [],
      touched: [...renew(statements, userId, taken.changes, settled, false), ...taken.moved],
      settled: settled.length > 0,
      purged: taken.changes.some(erases),
      pullNeeded: gap || taken.orphaned,
    };
  });
}

/** Notes the answers to a push: what is accepted waits for its effect, what is refused is kept aside (S22). */
export function applyAnswers(
  statements: Statements,
  userId: string,
  results: readonly MutationResult[],
): Applied {
  return inTransaction(statements, () => {
    const settled = settleResults(statements, results, false);
    return {
      ...nothing,
      touched: renew(statements, userId, [], settled, false),
      settled: settled.length > 0,
    };
  });
}

/** Takes everything that the server said off the disk: the account was disabled (S7). */
export function applyDisabled(statements: Statements, userId: string): Applied {
  return inTransaction(statements, () => {
    purgeEverything(statements);
    return { ...nothing, touched: renew(statements, userId, [], [], true), settled: true, purged: true };
  });
}

/** Whoever is signed in, with the scopes that the server named last. */
export function readActor(statements: Statements, userId: string): Actor {
  return { userId, scopes: new Set(readScopes(statements).keys()) };
}

const noNews = { news: [], joined: [] } as const;
const nothing: Applied = { ...noNews, touched: [], pullNeeded: false, settled: false, purged: false };

function newsOf({ news, changes }: Taken, since: ReadonlySet<string>): Pick<Applied, 'news' | 'joined'> {
  const told = new Set(news);
  const joined = changes.filter((change) => since.has(`${change.table} ${change.id}`) && !told.has(change));
  return { news, joined };
}

function inTransaction(statements: Statements, work: () => Applied): Applied {
  const whole = () => {
    const applied = work();
    if (applied.purged) sweepText(statements);
    return applied;
  };
  return statements.database.transaction(whole).immediate();
}

/** Nothing is told before everything has arrived once, or again after the server was restored (S19). */
function isQuiet(statements: Statements): boolean {
  return readMeta(statements, 'synced') !== '1' || isResendDue(statements);
}

/** Whether what the row held before is to leave the disk, as if the row had (S23). */
function erases({ table, before, after }: BaseChange): boolean {
  const model = findModel(table);
  if (model?.erases === undefined || before === undefined || after === undefined) return false;
  return model.erases(after) && !model.erases(before);
}

function isAnyUnread(statements: Statements): boolean {
  return [...readScopes(statements).values()].some(isUnread);
}

/** Rows are deleted only here, when every scope has been read to one snapshot (S12). Gives them, unless they are too many to name. */
function finishPull(statements: Statements): readonly NamedRow[] | undefined {
  if (readMeta(statements, 'sweep') === '1') markUnnamed(statements);
  const deleted = deleteOrphans(statements);
  dropSpentGoneMarks(statements);
  if ([...readScopes(statements).values()].every(isFinished)) {
    if (readMeta(statements, 'distrusted') === '1') trustAgain(statements);
    removeMeta(statements, 'sweep');
    writeMeta(statements, 'synced', '1');
  }
  return deleted;
}

function trustAgain(statements: Statements): void {
  trustRead(
    statements,
    allModels.map((model) => model.table),
  );
  removeMeta(statements, 'distrusted');
}

/** Brings the overlay in line with the base and the outbox, in the same transaction (S21). Gives the rows whose view may differ. */
function renew(
  statements: Statements,
  userId: string,
  rows: readonly NamedRow[],
  settled: readonly number[],
  whole: boolean,
): RowKey[] {
  const actor = readActor(statements, userId);
  if (whole) {
    rebuildOverlay(statements, actor);
    return allModels.map((model) => ({ table: model.table, id: '*' }));
  }
  const keys = rows.map(({ table, id }) => ({ table, id }));
  if (settled.length === 0 && (keys.length === 0 || !isAnythingPending(statements))) return keys;
  return [...keys, ...rebase(statements, actor, keys, settled)];
}

function isAnythingPending(statements: Statements): boolean {
  return statements.get('SELECT 1 FROM outbox LIMIT 1') !== undefined;
}
