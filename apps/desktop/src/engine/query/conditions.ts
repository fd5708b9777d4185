import type { Model } from '@holdfast/shared/entity/define-model.ts';
import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import type { RowQuery } from '../api/query.ts';
import { sortColumn } from '../store/model-columns.ts';
import { toSql } from '../store/sql-values.ts';

/** SQL of what rows of a side, named `t`, must fulfil. */
export interface Condition {
  readonly sql: string;
  readonly values: readonly unknown[];
}

/** What filters ask for. Only columns of the model can be named; anything else is INVALID_MESSAGE. */
export function conditionsOf(model: Model, { where, range }: Pick<RowQuery, 'where' | 'range'>): Condition[] {
  const conditions = Object.entries(where ?? {}).map(([column, value]) => equals(model, column, value));
  return range === undefined ? conditions : [...conditions, ...within(model, range)];
}

function equals(model: Model, column: string, value: NonNullable<RowQuery['where']>[string]): Condition {
  requireColumn(model, column);
  const name = `t."${sortColumn(model, column)}"`;
  const toValue = (item: string | number | boolean | null) => rankOrValue(model, column, item);
  if (!Array.isArray(value)) return { sql: `${name} IS ?`, values: [toValue(value)] };
  const present = value.filter((item) => item !== null);
  const among = `${name} IN (${present.map(() => '?').join(', ')})`;
  const sql = present.length === value.length ? among : `(${among} OR ${name} IS NULL)`;
  return { sql, values: present.map(toValue) };
}

/** Without ends it still leaves out rows without a value. */
function within(model: Model, { column, from, to }: NonNullable<RowQuery['range']>): Condition[] {
  requireColumn(model, column);
  const name = `t."${sortColumn(model, column)}"`;
  const ends = [
    { sql: `${name} >= ?`, value: from },
    { sql: `${name} <= ?`, value: to },
  ];
  return [
    { sql: `${name} IS NOT NULL`, values: [] },
    ...ends.flatMap(({ sql, value }) =>
      value === undefined ? [] : [{ sql, values: [rankOrValue(model, column, value)] }],
    ),
  ];
}

function rankOrValue(
  model: Model,
  column: string,
  value: string | number | boolean | null,
): string | number | null {
  const ranks = model.ranks?.[column];
  return ranks === undefined ? toSql(value) : ranks.indexOf(String(value));
}

/** Refuses a column that the model does not have. */
export function requireColumn(model: Model, column: string): void {
  if (column === 'id' || model.columns.includes(column)) return;
  throw new HoldfastError('INVALID_MESSAGE', `A ${model.label} cannot be looked up by ${column}.`);
}
