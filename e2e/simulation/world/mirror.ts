import type { RowData } from '@holdfast/shared/effect/operations.ts';
import { allModels } from '@holdfast/shared/registry.ts';
import type { Database } from 'better-sqlite3';
import { WhoSees } from './who-sees.ts';

/** A row as the server committed it. A deleted one has no data. */
export interface MirrorRow {
  readonly version: number;
  readonly data: RowData | undefined;
}

/** What one commit wrote to a row. */
export interface RowWrite extends MirrorRow {
  readonly table: string;
  readonly id: string;
}

/** What a commit replaced, so that one can look at what was there before it. */
interface Commit {
  readonly version: number;
  readonly before: Map<string, Map<string, RowData | undefined>>;
}

/** Rows that say what people may see. */
const grantTables = new Set(['user', 'membership', 'participant']);

/** The server's rows as its commits left them, and who may see them. */
export class Mirror extends WhoSees {
  readonly tables = new Map<string, Map<string, MirrorRow>>();
  /** By rising version. */
  #commits: Commit[] = [];
  #open: Commit['before'] = new Map();

  /** Takes everything from a database file. */
  load(db: Database): void {
    this.forgetScopes();
    this.#commits = [];
    this.#open = new Map();
    for (const { table } of allModels) {
      const lines = db
        .prepare<[], { id: string; row_version: number; deleted: number; data: string }>(
          `SELECT id, row_version, deleted, data FROM "${table}"`,
        )
        .all();
      const rows = lines.map(({ id, row_version, deleted, data }): [string, MirrorRow] => [
        id,
        { version: row_version, data: deleted === 0 ? JSON.parse(data) : undefined },
      ]);
      this.tables.set(table, new Map(rows));
    }
  }

  /** Takes what one change of a commit wrote. */
  apply(writes: readonly RowWrite[]): void {
    for (const { table, id, version, data } of writes) {
      this.#keep(table, id);
      this.tables.get(table)?.set(id, { version, data });
      if (grantTables.has(table)) this.forgetScopes();
    }
  }

  /** All changes of a commit were applied: it ended at this version. */
  close(version: number): void {
    this.#commits.push({ version, before: this.#open });
    this.#open = new Map();
  }

  row(table: string, id: string): RowData | undefined {
    return this.tables.get(table)?.get(id)?.data;
  }

  *rows(table: string): Generator<RowData> {
    for (const { data } of this.tables.get(table)?.values() ?? []) {
      if (data !== undefined) yield data;
    }
  }

  /** What was there as of a version, with which some commit ended. */
  asOf(version: number): WhoSees {
    return [...this.since(version)].at(-1) ?? this;
  }

  /** What was there as of each commit from a version on, the newest first: now comes first. */
  *since(version: number): Generator<WhoSees> {
    yield this;
    const before: Commit['before'] = new Map();
    for (const commit of this.#commits.toReversed()) {
      if (commit.version <= version) return;
      for (const [table, rows] of commit.before) {
        const known = before.get(table) ?? new Map();
        before.set(table, new Map([...known, ...rows]));
      }
      yield new Past(this, new Map(before));
    }
  }

  #keep(table: string, id: string): void {
    const rows = this.#open.get(table) ?? new Map();
    this.#open.set(table, rows);
    if (!rows.has(id)) rows.set(id, this.row(table, id));
  }
}

/** The rows as of an earlier commit: those of now, and over them what later commits replaced. */
class Past extends WhoSees {
  readonly #now: WhoSees;
  readonly #before: Commit['before'];

  constructor(now: WhoSees, before: Commit['before']) {
    super();
    this.#now = now;
    this.#before = before;
  }

  row(table: string, id: string): RowData | undefined {
    const replaced = this.#before.get(table);
    return replaced?.has(id) === true ? replaced.get(id) : this.#now.row(table, id);
  }

  *rows(table: string): Generator<RowData> {
    const replaced = this.#before.get(table);
    for (const row of this.#now.rows(table)) if (replaced?.has(row.id) !== true) yield row;
    for (const row of replaced?.values() ?? []) if (row !== undefined) yield row;
  }
}
