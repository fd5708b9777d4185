import { addHash, hashRow } from '@holdfast/shared/hash.ts';
import { allModels } from '@holdfast/shared/registry.ts';
import type { Database } from 'better-sqlite3';
import type { Mirror } from '../world/mirror.ts';

interface EntryLine {
  readonly scope: string;
  readonly tbl: string;
  readonly id: string;
  readonly version: number;
  readonly gone: number;
}
interface ScopeLine {
  readonly scope: string;
  readonly head: number;
  readonly history_starts_at: number;
  readonly digest: number;
}

/** Invariant 7 and what the server keeps beside the rows: entries, heads, digests, and effects that happened once. */
export function* serverProblems(db: Database, mirror: Mirror): Generator<string> {
  const entries = db.prepare<[], EntryLine>('SELECT scope, tbl, id, version, gone FROM sync_entry').all();
  yield* entryProblems(entries, mirror);
  yield* scopeProblems(db, entries, mirror);
  yield* effectProblems(db);
}

/** The live entries name exactly the rows and scopes that meet. */
function* entryProblems(entries: readonly EntryLine[], mirror: Mirror): Generator<string> {
  const live = new Set(
    entries.filter(({ gone }) => gone === 0).map(({ scope, tbl, id }) => `${scope} ${tbl} ${id}`),
  );
  for (const { table } of allModels) {
    for (const row of mirror.rows(table)) {
      for (const scope of mirror.audienceOf(table, row)) {
        if (!live.delete(`${scope} ${table} ${row.id}`)) yield `${table} ${row.id} has no entry in ${scope}`;
      }
    }
  }
  for (const entry of live) yield `the entry ${entry} names a row that is not seen there`;
}

/** A head is the version of the newest entry, and a digest the sum of what the live entries name. */
function* scopeProblems(db: Database, entries: readonly EntryLine[], mirror: Mirror): Generator<string> {
  const newest = new Map<string, number>();
  const sums = new Map<string, number>();
  for (const { scope, tbl, id, version, gone } of entries) {
    newest.set(scope, Math.max(newest.get(scope) ?? 0, version));
    const row = mirror.tables.get(tbl)?.get(id);
    if (gone === 1 || row?.data === undefined) continue;
    const hash = hashRow(tbl, id, row.version, JSON.stringify(row.data));
    sums.set(scope, addHash(sums.get(scope) ?? 0, hash));
  }
  for (const line of db.prepare<[], ScopeLine>('SELECT * FROM sync_scope').all()) {
    const { scope, head, history_starts_at, digest } = line;
    const expected = newest.get(scope) ?? 0;
    // The newest entry may have been a gone mark that was pruned.
    if (head !== expected && !(head > expected && head <= history_starts_at)) {
      yield `the head of ${scope} is ${head}, its newest entry ${expected}`;
    }
    if (digest !== (sums.get(scope) ?? 0)) yield `the digest of ${scope} is not that of its rows`;
  }
}

/** Invariant 3: numbers are given once, nobody is anywhere twice, and each version left at most one activity on a row. */
function* effectProblems(db: Database): Generator<string> {
  const twice = (sql: string) =>
    db
      .prepare<[], { what: string }>(sql)
      .all()
      .map(({ what }) => what);
  yield* twice(
    "SELECT number || ' is the number of several tickets' AS what FROM ticket WHERE deleted = 0 GROUP BY number HAVING count(*) > 1",
  );
  yield* twice(
    "SELECT id || ' was accepted at several versions' AS what FROM sync_result WHERE ok = 1 GROUP BY id HAVING count(DISTINCT version) > 1",
  );
  yield* twice(
    `SELECT json_extract(data, '$.subjectId') || ' has several activities of one change' AS what FROM activity
      WHERE deleted = 0 GROUP BY row_version, json_extract(data, '$.subjectId') HAVING count(*) > 1`,
  );
  yield* twice(
    `SELECT day || ' is free twice for the same people' AS what FROM holiday
      WHERE deleted = 0 GROUP BY day, divisionId HAVING count(*) > 1`,
  );
  yield* twice(
    `SELECT userId || ' belongs twice to ' || groupId AS what FROM membership
      WHERE deleted = 0 GROUP BY userId, groupId HAVING count(*) > 1`,
  );
}
