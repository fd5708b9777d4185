import type { Readable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Division, divisionModel } from '@holdfast/shared/model/division.ts';
import type { User } from '@holdfast/shared/model/user.ts';
import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import { formatTime } from '@holdfast/shared/times.ts';
import type { Store } from '../store/store.ts';
import { readStore, type WriteWork } from '../store/work.ts';
import { applyMutation } from '../sync/apply-mutation.ts';
import type { Commit } from '../sync/commit.ts';
import type { CommitQueue } from '../sync/commit-queue.ts';
import type { Outside } from '../sync/outside.ts';
import { type CsvMap, columnsOf } from './csv-map.ts';
import { readCsv } from './read-csv.ts';
import { type ConvertedRow, RowProblem, toTicket } from './to-ticket.ts';
import { zonedDateParser } from './zoned-date.ts';

/** Rows in one transaction: few enough that a server on the same file hardly waits. */
const BATCH = 100;

export interface RejectedRow {
  readonly line: number;
  readonly reason: string;
}

export interface ImportReport {
  readonly imported: number;
  /** Rows that were there already. */
  readonly skipped: number;
  readonly rejected: readonly RejectedRow[];
}

export interface ImportOptions {
  readonly store: Store;
  readonly queue: CommitQueue;
  readonly outside: Outside;
  readonly map: CsvMap;
  /** Who the tickets' author is. */
  readonly author: User;
  readonly input: Readable;
  /** Told of each row that is not taken, or not quite as it stands. */
  readonly tell: (line: string) => void;
}

interface ReadyRow extends ConvertedRow {
  readonly line: number;
}

type Outcome = 'imported' | 'skipped' | RejectedRow;

/** Imports the rows of a CSV file as tickets. A row that cannot be taken is reported; the rest goes in. */
export async function importCsv(options: ImportOptions): Promise<ImportReport> {
  const parseDate = dateParser(options.map);
  const importer = new Importer(options);
  for await (const row of readCsv(options.input, columnsOf(options.map))) {
    if ('problem' in row) importer.reject(row.line, row.problem);
    else await importer.take(row.line, () => toTicket(row.cells, options.map, parseDate));
  }
  return importer.finish();
}

function dateParser({ dates }: CsvMap): (text: string) => number | undefined {
  try {
    return zonedDateParser(dates.format, dates.timeZone);
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new HoldfastError('INVALID_MESSAGE', `The map's dates cannot be used: ${message}`, { cause });
  }
}

class Importer {
  readonly #options: ImportOptions;
  readonly #rejected: RejectedRow[] = [];
  readonly #divisions = new Map<string, string>();
  #batch: ReadyRow[] = [];
  #imported = 0;
  #skipped = 0;

  constructor(options: ImportOptions) {
    this.#options = options;
  }

  reject(line: number, reason: string): void {
    this.#rejected.push({ line, reason });
    this.#options.tell(`Line ${line} was not taken: ${reason}.`);
  }

  async take(line: number, convert: () => ConvertedRow): Promise<void> {
    try {
      const row = convert();
      for (const note of row.notes) this.#options.tell(`Line ${line}: ${note}`);
      this.#batch.push({ ...row, line });
    } catch (error) {
      if (!(error instanceof RowProblem)) throw error;
      this.reject(line, error.message);
    }
    if (this.#batch.length >= BATCH) await this.#flush();
  }

  async finish(): Promise<ImportReport> {
    await this.#flush();
    return { imported: this.#imported, skipped: this.#skipped, rejected: this.#rejected };
  }

  async #flush(): Promise<void> {
    const batch = this.#batch;
    this.#batch = [];
    if (batch.length === 0) return;
    const outcomes = await this.#options.queue.submit(batch.length, (commit) => this.#apply(commit, batch));
    for (const outcome of outcomes) {
      if (outcome === 'imported') this.#imported += 1;
      else if (outcome === 'skipped') this.#skipped += 1;
      else this.reject(outcome.line, outcome.reason);
    }
    await nextTurn();
  }

  *#apply(commit: Commit, batch: readonly ReadyRow[]): WriteWork<Outcome[]> {
    const outcomes: Outcome[] = [];
    for (const row of batch) outcomes.push(yield* this.#applyRow(commit, row));
    return outcomes;
  }

  *#applyRow(commit: Commit, { line, ticket, division }: ReadyRow): WriteWork<Outcome> {
    const known = yield* readStore((tx) => tx.row('ticket', ticket.id));
    if (known !== undefined) return 'skipped';
    try {
      const divisionId = division === '' ? null : yield* this.#divisionId(commit, division);
      yield* this.#run(commit, 'ticket.import', { ...ticket, divisionId });
      return 'imported';
    } catch (error) {
      if (!(error instanceof HoldfastError)) throw error;
      return { line, reason: error.message };
    }
  }

  /** The division of that name; made where there is none. */
  *#divisionId(commit: Commit, name: string): WriteWork<string> {
    const known = this.#divisions.get(name);
    if (known !== undefined) return known;
    const [stored] = yield* readStore((tx) => tx.rows(divisionModel.table, { name }, 1));
    const id = stored?.id ?? this.#options.outside.newId();
    const division: Omit<Division, 'createdAt'> = { id, name };
    if (stored === undefined) yield* this.#run(commit, 'division.create', division);
    // Not before it is durable: a transaction may have to be begun anew, and then it is not there.
    commit.afterwards(() => this.#divisions.set(name, id));
    return id;
  }

  *#run(commit: Commit, name: string, args: object): WriteWork<void> {
    const { author, outside } = this.#options;
    const person = yield* commit.person(author.id);
    yield* applyMutation(commit, person, { name, args, at: formatTime(outside.now()) });
  }
}
