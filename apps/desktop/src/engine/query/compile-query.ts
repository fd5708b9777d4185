import type { Model } from '@holdfast/shared/entity/define-model.ts';
import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import type { RowQuery } from '../api/query.ts';
import { sortColumn } from '../store/model-tables.ts';
import { toSql } from '../store/sql-values.ts';

/** SQL for a page of rows and for how many there are in all. */
export interface CompiledQuery {
  readonly rows: { readonly sql: string; readonly values: readonly unknown[] };
  readonly total: { readonly sql: string; readonly values: readonly unknown[] };
}

/** A search looks at so many of the rows that hold its words; more would only slow it down. */
const MOST_HITS = 5_000;

type Condition = { readonly sql: string; readonly values: readonly unknown[] };

/** Turns a query into SQL over the model's view. Only columns of the model can be named; anything else is INVALID_MESSAGE. */
export function compileQuery(model: Model, query: RowQuery): CompiledQuery {
  const conditions = Object.entries(query.where ?? {}).map(([column, value]) => equals(model, column, value));
  const match = query.search === undefined ? '' : matchExpression(query.search);
  if (match !== '') conditions.push(textHits(model, match));
  const where =
    conditions.length === 0 ? '' : ` WHERE ${conditions.map((condition) => condition.sql).join(' AND ')}`;
  const values = conditions.flatMap((condition) => condition.values);
  const from = `FROM "${model.table}"${where}`;
  return {
    rows: {
      sql: `SELECT id, data, waiting ${from} ORDER BY ${order(model, query)} LIMIT ? OFFSET ?`,
      values: [...values, query.limit, query.offset],
    },
    total: { sql: `SELECT count(*) AS total ${from}`, values },
  };
}

function equals(model: Model, column: string, value: NonNullable<RowQuery['where']>[string]): Condition {
  requireColumn(model, column);
  if (!Array.isArray(value)) return { sql: `"${column}" IS ?`, values: [toSql(value)] };
  const present = value.filter((item) => item !== null);
  const among = `"${column}" IN (${present.map(() => '?').join(', ')})`;
  const sql = present.length === value.length ? among : `(${among} OR "${column}" IS NULL)`;
  return { sql, values: present.map(toSql) };
}

function requireColumn(model: Model, column: string): void {
  if (column === 'id' || model.columns.includes(column)) return;
  throw new HoldfastError('INVALID_MESSAGE', `A ${model.label} cannot be looked up by ${column}.`);
}

function order(model: Model, query: RowQuery): string {
  const terms = (query.order ?? []).map(({ column, direction }) => {
    requireColumn(model, column);
    return `"${column === 'id' ? 'id' : sortColumn(model, column)}" ${direction === 'descending' ? 'DESC' : 'ASC'}`;
  });
  const last = query.order?.at(-1)?.direction === 'descending' ? 'id DESC' : 'id ASC';
  return [...terms, last].join(', ');
}

/** Hits of the base are hidden where the overlay has the row: the overlay's own text decides then (S26). */
function textHits(model: Model, match: string): Condition {
  if (model.searchable.length === 0) {
    throw new HoldfastError('INVALID_MESSAGE', `A ${model.label} has no text to search in.`);
  }
  const hits = (side: string) =>
    `SELECT id FROM "${model.table}_${side}" WHERE rid IN (SELECT rowid FROM "${model.table}_${side}_text" WHERE "${model.table}_${side}_text" MATCH ? LIMIT ${MOST_HITS})`;
  return {
    sql: `id IN (${hits('base')} AND id NOT IN (SELECT id FROM "${model.table}_overlay") UNION ALL ${hits('overlay')})`,
    values: [match, match],
  };
}

/** Each word must begin a word of the text. What people type has no operators: everything else is dropped. */
export function matchExpression(search: string): string {
  const words = search.match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.map((word) => `"${word}"*`).join(' ');
}
