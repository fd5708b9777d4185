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

const delimiters = [',', ';', '\t'] as const;

/**
 * Reads a CSV text as it arrives in pieces, so that a long file holds nothing up. The first line that
 * is not empty is the header. Numbers with commas make some systems write semicolons between cells.
 */
export class CsvPieces {
  header: readonly string[] | undefined;
  readonly #parse: ParseCsv;
  #delimiter: string | undefined;
  #kept = '';
  /** Lines before what is kept. */
  #lines = 0;

  constructor(parse: ParseCsv) {
    this.#parse = parse;
  }

  /** Takes a piece. Gives the rows that are whole with it. */
  push(piece: string): SourceItem[] {
    const text = this.#kept + piece;
    const end = endOfRecords(text);
    this.#kept = text.slice(end);
    return this.#read(text.slice(0, end));
  }

  /** What is left at the end. */
  end(): SourceItem[] {
    const text = this.#kept;
    this.#kept = '';
    return this.#read(text);
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

/** The place behind the last line that ends outside of quotes. */
function endOfRecords(text: string): number {
  let isQuoted = false;
  let end = 0;
  for (let place = 0; place < text.length; place += 1) {
    const code = text.charCodeAt(place);
    if (code === 34) isQuoted = !isQuoted;
    else if (code === 10 && !isQuoted) end = place + 1;
  }
  return end;
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
