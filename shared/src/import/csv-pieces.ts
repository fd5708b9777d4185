import type { BadLine } from './problem.ts';
import { rowOf, type SourceItem } from './source-row.ts';

/** How a text of whole lines is cut into records: the options of the package `csv-parse` that are used here. */
export interface CsvOptions {
  readonly bom: boolean;
  readonly delimiter: string;
  readonly relax_column_count: boolean;
  readonly skip_empty_lines: boolean;
  readonly skip_records_with_error: boolean;
  readonly on_record: (record: readonly string[], context: { readonly lines: number }) => null;
  readonly on_skip: (error?: { readonly message: string; readonly lines?: unknown }) => void;
}

/** The package's `parse`, which each side takes from its own build. */
export type ParseCsv = (text: string, options: CsvOptions) => unknown;

const QUOTE = 34;
const LINE_END = 10;
const LONGEST = 8_000_000;
const delimiters = [',', ';', '\t'] as const;

/**
 * Reads a CSV text as it arrives in pieces, so that a long file holds nothing up. The first line that
 * is not empty is the header. Numbers with commas make some systems write semicolons between cells.
 */
export class CsvPieces {
  header: readonly string[] | undefined;
  readonly #parse: ParseCsv;
  readonly #longest: number;
  #delimiter: string | undefined;
  #kept: string[] = [];
  #keptLength = 0;
  #isQuoted = false;
  /** Lines before what is kept. */
  #lines = 0;

  /** `longest`: how many characters a row may have; behind that, a quote in it counts as one that nobody closed. */
  constructor(parse: ParseCsv, longest = LONGEST) {
    this.#parse = parse;
    this.#longest = longest;
  }

  /** Takes a piece. Gives the rows that are whole with it. */
  push(piece: string): SourceItem[] {
    const end = this.#endOfRecords(piece);
    if (end === 0) {
      this.#keep(piece);
      return this.#keptLength > this.#longest ? this.#giveUpLine() : [];
    }
    const text = this.#takeKept() + piece.slice(0, end);
    this.#keep(piece.slice(end));
    return this.#read(text);
  }

  /** What is left at the end. */
  end(): SourceItem[] {
    const items: SourceItem[] = [];
    while (this.#isQuoted && this.#keptLength > 0) items.push(...this.#giveUpLine());
    return [...items, ...this.#read(this.#takeKept())];
  }

  /** Lets go of the first line of what is kept: a quote in it is never closed. The others are read anew. */
  #giveUpLine(): SourceItem[] {
    const text = this.#takeKept();
    this.#isQuoted = false;
    this.#lines += 1;
    const bad: BadLine = { line: this.#lines, problem: { key: 'quote', values: {} } };
    const next = text.indexOf('\n') + 1;
    return next === 0 ? [bad] : [bad, ...this.push(text.slice(next))];
  }

  #keep(text: string): void {
    if (text === '') return;
    this.#kept.push(text);
    this.#keptLength += text.length;
  }

  #takeKept(): string {
    const text = this.#kept.join('');
    this.#kept = [];
    this.#keptLength = 0;
    return text;
  }

  /** The place behind the last line of a piece that ends outside of quotes. */
  #endOfRecords(piece: string): number {
    let end = 0;
    for (let place = 0; place < piece.length; place += 1) {
      const code = piece.charCodeAt(place);
      if (code === QUOTE) this.#isQuoted = !this.#isQuoted;
      else if (code === LINE_END && !this.#isQuoted) end = place + 1;
    }
    return end;
  }

  #read(piece: string): SourceItem[] {
    if (piece === '') return [];
    // One kind of line ends: the parser counts the other kind twice inside of quotes.
    const text = piece.replaceAll('\r\n', '\n');
    this.#delimiter ??= guessDelimiter(text);
    const before = this.#lines;
    this.#lines += text.split('\n').length - 1;
    const items: SourceItem[] = [];
    for (const read of readRecords(this.#parse, text, this.#delimiter)) {
      if ('problem' in read) items.push({ line: before + read.line, problem: read.problem });
      else if (this.header === undefined) this.header = read.record;
      else items.push(rowOf(this.header, read.record, before + read.line));
    }
    return items;
  }
}

type Read = BadLine | { readonly line: number; readonly record: readonly string[] };

function readRecords(parse: ParseCsv, text: string, delimiter: string): readonly Read[] {
  const found: Read[] = [];
  parse(text, {
    bom: true,
    delimiter,
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    on_record: (record, { lines }) => {
      found.push({ line: lines, record });
      return null;
    },
    on_skip: (error) => {
      const line = typeof error?.lines === 'number' ? error.lines : 0;
      found.push({ line, problem: { key: 'unreadable', values: { detail: error?.message ?? '' } } });
    },
  });
  return found;
}

function guessDelimiter(text: string): string {
  const header =
    text
      .trimStart()
      .split('\n', 1)[0]
      ?.replaceAll(/"[^"]*"/g, '') ?? '';
  const count = (mark: string) => header.split(mark).length;
  return delimiters.reduce((best, mark) => (count(mark) > count(best) ? mark : best));
}
