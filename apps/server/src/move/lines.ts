/** What a column holds. Yes and no are 1 and 0. */
export type Value = string | number | null;

/** A line of a table: its values in the order of the table's columns. */
export type Line = readonly Value[];

/** A table whose lines are moved. */
export interface MovedTable {
  readonly name: string;
  /** The columns that tell its lines apart; they come first in a line. */
  readonly key: readonly string[];
  /** All columns that hold what was written, those of the key first. Computed ones are left out. */
  readonly columns: readonly string[];
  /**
   * A column of numbers that is larger in every line that was added or changed later; lines without a number are
   * always looked at. Nothing where all lines must be looked at to know what changed.
   */
  readonly rising: RisingColumn | undefined;
  /** Columns of numbers whose sums tell two such tables apart that differ. */
  readonly summed: readonly string[];
}

export interface RisingColumn {
  readonly column: string;
  /** Which of the data's counters it follows. */
  readonly follows: 'version' | 'lastAudit';
}

/** What there is once in a database. */
export interface DataMeta {
  readonly epoch: string;
  readonly version: number;
  readonly authRevision: number;
  /** The number of the newest entry of the audit log. */
  readonly lastAudit: number;
}

/** What can be asked of a database. The SQL is one that both homes understand, with `?` for values. */
export interface LineReader {
  all(sql: string, values?: readonly Value[]): Promise<readonly Line[]>;
}

/**
 * A database as a move uses it. Each statement is a transaction of its own. One of `all` that writes is on the disk for
 * good when the promise resolves, and with it everything that was put before.
 */
export interface LineDatabase extends LineReader {
  /** The columns of a table that are not computed. */
  columns(table: string): Promise<readonly string[]>;
  /** Writes lines, in place of those with the same key. It does not wait for the disk. */
  put(table: MovedTable, lines: readonly Line[]): Promise<void>;
  /** Reads the data as it stands at one moment, for as long as it takes. */
  inSnapshot<T>(use: (snapshot: LineReader) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}
