import type { RowData } from '@holdfast/shared/effect/operations.ts';
import type { Totals, TotalsQuery } from '../../../apps/desktop/src/engine/api/totals.ts';
import { watchedTotals } from '../operations/adding-up.ts';
import type { ClientNode } from '../world/client-node.ts';

/** Invariant 14, once everything is quiet: figures that a device was told of bit by bit are those of its rows. */
export function checkTotals(
  { engine }: ClientNode,
  shown: readonly (Totals | undefined)[],
): string | undefined {
  for (const [place, totals] of shown.entries()) {
    const query = watchedTotals[place];
    if (query === undefined || engine === undefined) continue;
    const lines = engine.statements.all<{ data: string }>(`SELECT data FROM "${query.table}"`);
    const expected = addUp(
      query,
      lines.map(({ data }) => JSON.parse(data)),
    );
    const found = new Map([...(totals ?? [])].map(([key, { count, sum }]) => [key, `${count} rows, ${sum}`]));
    for (const key of new Set([...expected.keys(), ...found.keys()])) {
      if (expected.get(key) === found.get(key)) continue;
      return `of ${query.table} by ${query.by.map(({ column }) => column)}, ${key} shows ${found.get(key)}, and its rows say ${expected.get(key)}`;
    }
  }
  return undefined;
}

function addUp(query: TotalsQuery, rows: readonly RowData[]): Map<string, string> {
  const groups = new Map<string, { count: number; sum: number }>();
  for (const row of rows.filter((candidate) => isAsked(query, candidate))) {
    const key = JSON.stringify(
      query.by.map(({ column, as }) =>
        as === 'day' ? String(row[column]).slice(0, 10) : (row[column] ?? null),
      ),
    );
    const { count, sum } = groups.get(key) ?? { count: 0, sum: 0 };
    groups.set(key, { count: count + 1, sum: sum + Number(query.sum === undefined ? 0 : row[query.sum]) });
  }
  return new Map([...groups].map(([key, { count, sum }]) => [key, `${count} rows, ${sum}`]));
}

function isAsked({ where = {}, range }: TotalsQuery, row: RowData): boolean {
  for (const [column, value] of Object.entries(where)) {
    const allowed: readonly unknown[] = Array.isArray(value) ? value : [value];
    if (!allowed.includes(row[column])) return false;
  }
  return range === undefined || String(row[range.column]) >= String(range.from);
}
