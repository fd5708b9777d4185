import type { RowRef } from '../entity/define-model.ts';
import { DraftChanger, type ImportSettings } from './change-of-draft.ts';
import type { Draft } from './drafts.ts';
import type { ImportChange } from './import-change.ts';
import type { KnownRows } from './known-rows.ts';
import { type BadLine, BadRow } from './problem.ts';
import type { RowReader } from './row-reader.ts';
import type { SourceItem, SourceRow } from './source-row.ts';
import { toDraft } from './to-draft.ts';

/** Where an import goes. */
export interface ImportTarget {
  /** Those of these rows that are there already; hours of nothing are not. */
  present(table: string, ids: readonly string[]): Promise<ReadonlySet<string>>;
  /** Makes all of these changes or none. Gives why not, in words; nothing where they stand. */
  apply(changes: readonly ImportChange[]): Promise<string | undefined>;
}

export interface ImportReport {
  /** Rows of the file that were looked at. */
  readonly read: number;
  readonly made: number;
  /** Rows that were there already. */
  readonly skipped: number;
  readonly bad: readonly BadLine[];
}

export interface ImportRunOptions extends ImportSettings {
  readonly reader: RowReader;
  readonly known: KnownRows;
  readonly target: ImportTarget;
  /** Told after each part, and asked whether to go on. */
  readonly onProgress: (report: ImportReport) => boolean;
}

interface Planned {
  readonly line: number;
  readonly changes: readonly ImportChange[];
}

interface Drafted extends RowRef {
  readonly line: number;
  readonly draft: Draft;
}

/**
 * Brings in rows, some at a time: what is there already is left alone, what cannot be taken is
 * reported, the rest goes in. Run again, it makes nothing twice.
 */
export async function runImport(
  parts: AsyncIterable<readonly SourceItem[]>,
  options: ImportRunOptions,
): Promise<ImportReport> {
  const run = new ImportRun(options);
  for await (const part of parts) {
    await run.take(part);
    if (!options.onProgress(run.report())) break;
  }
  return run.report();
}

class ImportRun {
  readonly #options: ImportRunOptions;
  readonly #changer: DraftChanger;
  readonly #seen = new Set<string>();
  readonly #bad: BadLine[] = [];
  #read = 0;
  #made = 0;
  #skipped = 0;

  constructor(options: ImportRunOptions) {
    this.#options = options;
    this.#changer = new DraftChanger(options.known, options);
  }

  report(): ImportReport {
    return { read: this.#read, made: this.#made, skipped: this.#skipped, bad: [...this.#bad] };
  }

  async take(items: readonly SourceItem[]): Promise<void> {
    this.#read += items.length;
    const drafted = items.flatMap((item) =>
      'problem' in item ? this.#reject(item) : this.#trying(item.line, () => this.#draft(item)),
    );
    const fresh = await this.#withoutPresent(drafted);
    await this.#apply(
      fresh.flatMap(({ line, draft }) =>
        this.#trying(line, () => [{ line, changes: this.#changer.changesOf(draft) }]),
      ),
    );
  }

  #reject(bad: BadLine): [] {
    this.#bad.push(bad);
    return [];
  }

  #trying<T>(line: number, give: () => T[]): T[] {
    try {
      return give();
    } catch (error) {
      if (!(error instanceof BadRow)) throw error;
      return this.#reject({ line, problem: error.problem });
    }
  }

  #draft({ line, cells }: SourceRow): Drafted[] {
    const draft = toDraft(cells, this.#options.reader);
    const row = this.#changer.rowOf(draft);
    if (this.#seen.has(row.id)) throw new BadRow('twice');
    this.#seen.add(row.id);
    return [{ ...row, line, draft }];
  }

  async #withoutPresent(drafted: readonly Drafted[]): Promise<readonly Drafted[]> {
    const [first] = drafted;
    if (first === undefined) return [];
    const present = await this.#options.target.present(
      first.table,
      drafted.map(({ id }) => id),
    );
    this.#skipped += drafted.filter(({ id }) => present.has(id)).length;
    return drafted.filter(({ id }) => !present.has(id));
  }

  /** All at once; where that is refused, by halves, until the row that it hangs on stands alone. */
  async #apply(planned: readonly Planned[]): Promise<void> {
    const [first] = planned;
    if (first === undefined) return;
    const refusal = await this.#options.target.apply(planned.flatMap(({ changes }) => changes));
    if (refusal === undefined) this.#made += planned.length;
    else if (planned.length === 1) {
      this.#reject({ line: first.line, problem: { key: 'refused', values: { message: refusal } } });
    } else {
      const middle = Math.ceil(planned.length / 2);
      await this.#apply(planned.slice(0, middle));
      await this.#apply(planned.slice(middle));
    }
  }
}
