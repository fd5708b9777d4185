import type { Snapshot } from '../store/open-store.ts';
import type { StoredRow } from '../store/records.ts';
import { readStore } from '../store/work.ts';

/** Rows that are read at once: the largest may hold 100 KiB of text. */
const STEP = 200;

/** The rows of a table that are not deleted, by rising id, some at a time. */
export async function* walkRows(snapshot: Snapshot, table: string): AsyncGenerator<readonly StoredRow[]> {
  let last = '';
  for (;;) {
    const after = last;
    const rows = await snapshot.read(() => readStore((tx) => tx.rowsAfter(table, after, STEP)));
    yield rows.filter((row) => !row.deleted);
    if (rows.length < STEP) return;
    last = rows.at(-1)?.id ?? '';
  }
}
