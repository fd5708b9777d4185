import type { Model } from '@holdfast/shared/entity/define-model.ts';
import type { TotalsKey, TotalsQuery } from '../api/totals.ts';
import { type Condition, conditionsOf, requireColumn } from '../query/conditions.ts';

/** SQL of one query. Its rows are `FoundGroup`s. */
export interface CompiledTotals {
  /** Every group of the base. */
  readonly all: Condition;
  /** One group of the base. */
  readonly one: (key: TotalsKey) => Condition;
  /** What pending changes add to groups, and what they take away. */
  readonly pending: Condition;
  /** What makes the key, of a row that is called so: SQL expressions. */
  readonly keyOf: (row: string) => readonly string[];
}

/** One group as SQL gives it: `k0` and on are the values of its key. */
export interface FoundGroup {
  readonly count: number;
  readonly sum: number;
  readonly [column: string]: string | number | null;
}

/**
 * Turns a query into SQL. Base and overlay are asked apart, as for rows (query/compile-query.ts): the base
 * by an index that holds all that is asked for, the few pending rows with what they hide of it. Only
 * columns of the model can be named; anything else is INVALID_MESSAGE.
 */
export function compileTotals(model: Model, query: TotalsQuery): CompiledTotals {
  const columns = query.sum === undefined ? query.by : [...query.by, { column: query.sum }];
  for (const { column } of columns) requireColumn(model, column);
  const keyOf = (row: string) => query.by.map(({ column, as }) => keyExpression(row, column, as));
  const figures = `count(*) AS count, ${query.sum === undefined ? '0' : `total(t."${query.sum}")`} AS sum`;
  const keys = keyOf('t').map((key, index) => `${key} AS k${index}`);
  const from = (tables: string, conditions: readonly Condition[], isGrouped: boolean): Condition => ({
    sql: `SELECT ${isGrouped ? `${keys.join(', ')}, ` : ''}${figures} FROM ${tables}${whereOf(conditions)}${isGrouped ? ` GROUP BY ${keys.map((_, index) => `k${index}`).join(', ')}` : ''}`,
    values: conditions.flatMap(({ values }) => values),
  });
  const asked = conditionsOf(model, query);
  const [base, overlay] = [`"${model.table}_base" AS t`, `"${model.table}_overlay" AS t`];
  const hidden = from(`"${model.table}_overlay" AS p CROSS JOIN ${base} ON t.id = p.id`, asked, true);
  const shown = from(overlay, [{ sql: 't.deleted = 0', values: [] }, ...asked], true);
  return {
    all: from(base, asked, true),
    one: (key) =>
      from(base, [...asked, ...query.by.flatMap((by, index) => isOf(by, key[index] ?? null))], false),
    pending: {
      sql: `SELECT * FROM (${shown.sql}) UNION ALL SELECT ${query.by.map((_, index) => `k${index}`).join(', ')}, -count, -sum FROM (${hidden.sql})`,
      values: [...shown.values, ...hidden.values],
    },
    keyOf,
  };
}

function keyExpression(row: string, column: string, as: 'value' | 'day' | undefined): string {
  return as === 'day' ? `substr(${row}."${column}", 1, 10)` : `${row}."${column}"`;
}

function whereOf(conditions: readonly Condition[]): string {
  return conditions.length === 0 ? '' : ` WHERE ${conditions.map(({ sql }) => sql).join(' AND ')}`;
}

/** That a row is of a group. A day is asked for as a stretch of moments too, which an index knows. */
function isOf({ column, as }: TotalsQuery['by'][number], value: TotalsKey[number]): Condition[] {
  const name = `t."${column}"`;
  if (as !== 'day' || value === null) return [{ sql: `${name} IS ?`, values: [value] }];
  return [
    { sql: `${name} >= ? AND ${name} < ? || '~'`, values: [value, value] },
    { sql: `substr(${name}, 1, 10) IS ?`, values: [value] },
  ];
}
