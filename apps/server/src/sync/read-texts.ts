import type { RowText } from '../store/records.ts';
import { type ReadWork, readStore } from '../store/work.ts';
import type { Named } from './by-row.ts';

/** The contents of some rows, by table and id. */
export type Texts = ReadonlyMap<string, ReadonlyMap<string, RowText>>;

/** Reads the contents of these rows, one statement for each table. A row that is deleted or absent is left out. */
export function* readTexts(rows: Iterable<Named>): ReadWork<Texts> {
  const ids = new Map<string, string[]>();
  for (const { table, id } of rows) {
    const known = ids.get(table);
    if (known === undefined) ids.set(table, [id]);
    else known.push(id);
  }
  const texts = new Map<string, ReadonlyMap<string, RowText>>();
  for (const [table, wanted] of ids) {
    texts.set(table, yield* readStore((tx) => tx.rowTexts(table, wanted)));
  }
  return texts;
}
