import type { RowData } from '@holdfast/shared/effect/operations.ts';
import type { Model } from '@holdfast/shared/entity/define-model.ts';
import type { ColumnRange } from '../store/records.ts';
import { type ReadWork, readStore } from '../store/work.ts';

/** Rows that are read at a time. */
const PAGE = 500;

/** All rows of a table in a range of a column with text. They were written through the same model, so the type holds, as in `query`. */
export function* rowsIn<Row extends RowData>(
  model: Model<string, Row>,
  range: ColumnRange,
): ReadWork<readonly Row[]> {
  const rows: Row[] = [];
  for (let part = range; ; ) {
    const page = yield* readStore((tx) => tx.rowsInRange(model.table, part, PAGE));
    rows.push(...page.map(({ data }) => data as Row));
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return rows;
    part = { ...range, after: { value: String(last.data[range.column]), id: last.id } };
  }
}

/** Those of these rows that there are. */
export function* rowsOf<Row extends RowData>(
  model: Model<string, Row>,
  ids: readonly string[],
): ReadWork<readonly Row[]> {
  const texts = yield* readStore((tx) => tx.rowTexts(model.table, ids));
  return [...texts.values()].map(({ json }): Row => JSON.parse(json));
}

/** The ids of all rows of a table that are not deleted. */
export function* allIds({ table }: Model): ReadWork<readonly string[]> {
  const ids: string[] = [];
  for (let last = ''; ; ) {
    const page = yield* readStore((tx) => tx.rowsAfter(table, last, PAGE));
    ids.push(...page.filter(({ deleted }) => !deleted).map(({ id }) => id));
    const end = page.at(-1);
    if (end === undefined || page.length < PAGE) return ids;
    last = end.id;
  }
}
