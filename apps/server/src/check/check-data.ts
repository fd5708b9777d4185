import { allModels } from '@holdfast/shared/registry.ts';
import type { Snapshot } from '../store/open-store.ts';
import { readStore } from '../store/work.ts';
import { checkRow } from './check-row.ts';
import { checkScope } from './check-scope.ts';
import { Problems } from './problems.ts';

/** Rows and scopes that are read at once. */
const STEP = 200;

export interface DataReport {
  readonly version: number;
  readonly rows: number;
  readonly scopes: number;
  /** In plain words; empty where all is well. */
  readonly problems: readonly string[];
}

/** Checks that rows, entries, heads and digests agree (S1, S8, S9, S31). */
export async function checkData(snapshot: Snapshot): Promise<DataReport> {
  const problems = new Problems();
  const version = await snapshot.read(() => readStore((tx) => tx.version()));
  const scopes = await checkScopes(snapshot, version, problems);
  let rows = 0;
  for (const { table } of allModels) rows += await checkTable(snapshot, table, version, problems);
  return { version, rows, scopes, problems: problems.list() };
}

async function checkScopes(snapshot: Snapshot, version: number, problems: Problems): Promise<number> {
  let count = 0;
  for (let last = ''; ; ) {
    const after = last;
    const scopes = await snapshot.read(() => readStore((tx) => tx.scopesAfter(after, STEP)));
    for (const scope of scopes) await snapshot.read(() => checkScope(scope, version, problems));
    count += scopes.length;
    if (scopes.length < STEP) return count;
    last = scopes.at(-1) ?? after;
  }
}

async function checkTable(
  snapshot: Snapshot,
  table: string,
  version: number,
  problems: Problems,
): Promise<number> {
  let count = 0;
  for (let last = ''; ; ) {
    const after = last;
    const rows = await snapshot.read(() => readStore((tx) => tx.rowsAfter(table, after, STEP)));
    for (const row of rows) await snapshot.read(() => checkRow(table, row, version, problems));
    count += rows.length;
    if (rows.length < STEP) return count;
    last = rows.at(-1)?.id ?? after;
  }
}
