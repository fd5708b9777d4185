import type { Readable } from 'node:stream';
import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import { type CsvError, parse } from 'csv-parse';
import type { Cells } from './template.ts';

/** A line of the file that could be read, or why it could not. `line` is where the row ends, from 1. */
export type CsvRow =
  | { readonly line: number; readonly cells: Cells }
  | { readonly line: number; readonly problem: string };

interface Parsed {
  readonly record: string[];
  readonly info: { readonly lines: number };
}

/**
 * Reads a CSV file with a header as a stream: only a few rows are in memory at a time.
 * @throws HoldfastError INVALID_MESSAGE when a column that is needed is missing
 */
export async function* readCsv(input: Readable, needed: readonly string[]): AsyncGenerator<CsvRow> {
  const skipped: CsvRow[] = [];
  const parser = parse({
    bom: true,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    on_skip: (error) => {
      if (error !== undefined) skipped.push({ line: lineOf(error), problem: error.message });
    },
  });
  input.on('error', (error) => parser.destroy(error));
  let header: string[] | undefined;
  for await (const { record, info } of input.pipe(parser) as AsyncIterable<Parsed>) {
    yield* skipped.splice(0);
    if (header === undefined) header = checkHeader(record, needed);
    else yield toRow(header, record, info.lines);
  }
  yield* skipped;
  if (header === undefined)
    throw new HoldfastError('INVALID_MESSAGE', 'The file is empty: it has no header line.');
}

function checkHeader(header: string[], needed: readonly string[]): string[] {
  const missing = needed.filter((column) => !header.includes(column));
  if (missing.length === 0) return header;
  const names = missing.map((column) => `"${column}"`).join(', ');
  throw new HoldfastError('INVALID_MESSAGE', `The file has no column ${names}, which the map asks for.`);
}

function toRow(header: readonly string[], record: readonly string[], line: number): CsvRow {
  if (record.length !== header.length) {
    return { line, problem: `it has ${record.length} columns and not ${header.length}` };
  }
  return { line, cells: Object.fromEntries(header.map((column, place) => [column, record[place] ?? ''])) };
}

function lineOf(error: CsvError): number {
  return typeof error.lines === 'number' ? error.lines : 0;
}
