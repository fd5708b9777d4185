import type { z } from 'zod';
import type { Effect, RowData } from '../effect/operations.ts';
import type { Json } from '../json.ts';
import type { RowEventName } from '../protocol/outside-events.ts';
import type { NoticeCause, NoticeDraft, NoticedChange } from './notice-draft.ts';

/** Names a row. */
export interface RowRef {
  readonly table: string;
  readonly id: string;
}

/**
 * An entity: everything that sync, storage, visibility and search need to know of it. Tables,
 * indexes and triggers on both sides are made from this.
 */
export interface Model<Table extends string = string, Row extends RowData = RowData> {
  readonly table: Table;
  /** What people call it, in the singular and in lower case. */
  readonly label: string;
  readonly schema: z.ZodType<Row>;
  /** Fields that may be filtered, sorted or looked up by. They become columns. */
  readonly columns: readonly string[];
  /** Groups of columns that are looked up or sorted together often. The desktop makes indexes of these; on the server they would slow down every write. */
  readonly indexes: readonly (readonly string[])[];
  /** Columns that rules and effects query by, besides `parentColumn`. The server makes an index of each. */
  readonly lookups: readonly string[];
  /** Groups of columns by which the server alone looks: in effects by the first of a group and in ranges. It makes an index of each. */
  readonly serverIndexes?: readonly (readonly string[])[];
  /** Columns whose order is not that of their text: their values from lowest to highest. */
  readonly ranks?: Readonly<Record<string, readonly string[]>>;
  /** What counts where a row does not have a field, as rows from before it was added do not. */
  readonly absent?: Readonly<Record<string, Json>>;
  /** Fields with text to search in. */
  readonly searchable: readonly string[];
  /** Fields with text that is merged, not replaced (S29). */
  readonly longText: readonly string[];
  /** Fields whose changes are recorded as activity of the row. */
  readonly tracked: readonly string[];
  /** Whether a change of this row, or its making, is kept as history; absent, all are where fields are tracked. */
  keepsHistory?(row: Row, before: Row | undefined): boolean;
  /** Fields that decide what people may do: whoever changes them is kept in the audit log. */
  readonly audited: readonly string[];
  /** That its rows go is nothing for the audit log: they are slight, or only their people's business. */
  readonly unaudited?: boolean;
  /** Whether the row counts for the audit log, which says who deleted it; absent, it does. One that is there only to be put back does not any more. */
  isAudited?(row: Row): boolean;
  /** The scopes of its own in which a row is visible (S8). */
  audience(row: Row): readonly string[];
  /** The row whose audience this one shares besides its own (S8). */
  parent?(row: Row): RowRef | undefined;
  /** Where children of a row are found when its audience changes: the column that holds the parent's id, and the tables that it may name. */
  readonly parentColumn?: { readonly column: string; readonly tables: readonly string[] };
  /** Whether what the row held before shall be on no disk any more (S23). */
  erases?(row: Row): boolean;
  /** The people whose set of scopes depends on this row (S11). */
  grantsTo?(row: Row): readonly string[];
  /** For whom a change of the row is news. Runs on the server alone, in the transaction of the change; it may only read. */
  notices?(
    change: NoticedChange<Row>,
    cause: NoticeCause,
  ): readonly NoticeDraft[] | Effect<readonly NoticeDraft[]>;
  /** What bots hear of a committed change of the row, if anything. */
  outsideEvent?(change: CommittedChange<Row>): RowEventName | undefined;
  /** When what bots hear of happened, where that is neither "updatedAt" nor "createdAt" of the row. */
  outsideTime?(row: Row): string;
  /** The person and the week whose new utilization bots hear with the event, as far as they may know it. */
  outsideLoad?(row: Row): PersonWeek;
  /** Whether the row, and what hangs under it, shall be marked as urgent. */
  isUrgent?(row: Row): boolean;
}

/** A week of a person's work, by its Monday. */
export interface PersonWeek {
  readonly userId: string;
  readonly week: string;
}

/** A row that was made or changed, as it stands now. */
export interface CommittedChange<Row> {
  readonly row: Row;
  /** Whether it was made just now. Known of entities with tracked fields; false for all others. */
  readonly isNew: boolean;
}

/** The row type of a model. */
export type RowOf<M extends Model> = z.infer<M['schema']>;

type Columns<Row> = readonly (keyof Row & string)[];

type Options<Table extends string, Row extends RowData> = Omit<
  Model<Table, Row>,
  | 'columns'
  | 'indexes'
  | 'lookups'
  | 'serverIndexes'
  | 'ranks'
  | 'searchable'
  | 'longText'
  | 'tracked'
  | 'audited'
> & {
  readonly columns: Columns<Row>;
  readonly indexes: readonly Columns<Row>[];
  readonly lookups?: Columns<Row>;
  readonly serverIndexes?: readonly Columns<Row>[];
  readonly ranks?: Readonly<Record<string, readonly string[]>>;
  readonly searchable?: Columns<Row>;
  readonly longText?: Columns<Row>;
  readonly tracked?: Columns<Row>;
  readonly audited?: Columns<Row>;
};

/** Completes a model with what most entities do not need. */
export function defineModel<Table extends string, Row extends RowData>(
  options: Options<Table, Row>,
): Model<Table, Row> {
  return { lookups: [], searchable: [], longText: [], tracked: [], audited: [], ...options };
}
