import type { Model } from '@holdfast/shared/entity/define-model.ts';
import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import type { RowQuery } from '../api/query.ts';
import { sortColumn } from '../store/model-columns.ts';
import { type Condition, conditionsOf, requireColumn } from './conditions.ts';

/** SQL for a page of rows and for how many there are in all. */
export interface CompiledQuery {
  readonly rows: { readonly sql: string; readonly values: readonly unknown[] };
  readonly total: { readonly sql: string; readonly values: readonly unknown[] };
}

/** A search looks at so many of the rows that hold its words; more would only slow it down. */
const MOST_HITS = 5_000;

/** What is searched for, and how many finds are looked at: all of them where that is said by nothing. */
interface Hits {
  readonly match: string;
  readonly most: number | undefined;
}

/**
 * Turns a query into SQL. It reads as from the model's view, but asks base and overlay apart, each
 * by its own index and no further than needed, and merges the two: SQLite would read the whole view
 * to sort it. Only columns of the model can be named; anything else is INVALID_MESSAGE.
 */
export function compileQuery(model: Model, query: RowQuery): CompiledQuery {
  const conditions = conditionsOf(model, query);
  const match = query.search === undefined ? '' : matchExpression(query.search);
  const hits = match === '' ? undefined : { match, most: mostHits(model, query) };
  const base = sideOf(model, 'base', conditions, hits);
  const overlay = sideOf(model, 'overlay', conditions, hits);
  return {
    rows: mergeSides(base, overlay, orderOf(model, query), query),
    total: {
      sql: `SELECT (SELECT count(*) ${base.all}) - (SELECT count(*) ${base.hidden}) + (SELECT count(*) ${overlay.all}) AS total`,
      values: [...base.values, ...base.values, ...overlay.values],
    },
  };
}

interface Side {
  /** FROM and WHERE of the side's rows that match. */
  readonly all: string;
  /** The same, of those that the overlay hides. */
  readonly hidden: string;
  /** The same, of those that show. */
  readonly shown: string;
  readonly values: readonly unknown[];
  readonly waiting: 0 | 1;
}

function sideOf(
  model: Model,
  side: 'base' | 'overlay',
  conditions: readonly Condition[],
  hits: Hits | undefined,
): Side {
  const own = hits === undefined ? conditions : [...conditions, textHits(model, side, hits)];
  const matching = own.map((condition) => condition.sql).join(' AND ') || 'TRUE';
  const values = own.flatMap((condition) => condition.values);
  const table = `"${model.table}_${side}" AS t`;
  const over = `(SELECT 1 FROM "${model.table}_overlay" AS o WHERE o.id = t.id)`;
  if (side === 'overlay') {
    const shown = `FROM ${table} WHERE deleted = 0 AND ${matching}`;
    return { all: shown, hidden: shown, shown, values, waiting: 1 };
  }
  return {
    all: `FROM ${table} WHERE ${matching}`,
    // Few rows are pending, so this starts from the overlay.
    hidden: `FROM "${model.table}_overlay" AS p CROSS JOIN ${table} ON t.id = p.id WHERE ${matching}`,
    shown: `FROM ${table} WHERE ${matching} AND NOT EXISTS ${over}`,
    values,
    waiting: 0,
  };
}

/** The places of a page: from both sides, no more than could be shown, sorted once more together. */
function mergeSides(base: Side, overlay: Side, order: Order, query: RowQuery): CompiledQuery['rows'] {
  const columns = order.columns.map((column) => `, t.${column}`).join('');
  const part = (side: Side) =>
    `SELECT * FROM (SELECT t.id, t.data, ${side.waiting} AS waiting${columns} ${side.shown} ORDER BY ${order.sql} LIMIT ?)`;
  const most = query.offset + query.limit;
  return {
    sql: `SELECT id, data, waiting FROM (${part(base)} UNION ALL ${part(overlay)}) ORDER BY ${order.sql} LIMIT ? OFFSET ?`,
    values: [...base.values, most, ...overlay.values, most, query.limit, query.offset],
  };
}

/** Rows without a value come last in both directions: a ticket without a due date is not the most urgent. */
interface Order {
  readonly sql: string;
  readonly columns: readonly string[];
}

function orderOf(model: Model, query: RowQuery): Order {
  const terms = (query.order ?? []).map(({ column, direction }) => {
    requireColumn(model, column);
    return {
      column: `"${sortColumn(model, column)}"`,
      direction: direction === 'descending' ? 'DESC' : 'ASC',
    };
  });
  const last = terms.at(-1)?.direction ?? 'ASC';
  return {
    sql: [...terms.map((term) => `${term.column} ${term.direction} NULLS LAST`), `"id" ${last}`].join(', '),
    columns: terms.map((term) => term.column).filter((column) => column !== '"id"'),
  };
}

/** Under one row, as in one thread, all are found: the first finds of all others could hide them. */
function mostHits({ parentColumn }: Model, { where = {} }: RowQuery): number | undefined {
  return typeof where[parentColumn?.column ?? ''] === 'string' ? undefined : MOST_HITS;
}

/** Rows of one side whose own text holds the words (S26). */
function textHits(model: Model, side: 'base' | 'overlay', { match, most }: Hits): Condition {
  if (model.searchable.length === 0) {
    throw new HoldfastError('INVALID_MESSAGE', `A ${model.label} has no text to search in.`);
  }
  const text = `"${model.table}_${side}_text"`;
  return {
    sql: `t.rid IN (SELECT rowid FROM ${text} WHERE ${text} MATCH ?${most === undefined ? '' : ` LIMIT ${most}`})`,
    values: [match],
  };
}

/** Each word must begin a word of the text. What people type has no operators: everything else is dropped. */
export function matchExpression(search: string): string {
  const words = search.match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.map((word) => `"${word}"*`).join(' ');
}
