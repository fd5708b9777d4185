import type { Readable } from 'node:stream';
import { CsvPieces } from '@holdfast/shared/import/csv-pieces.ts';
import type { SourceItem } from '@holdfast/shared/import/source-row.ts';
import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import { type CsvError, parse } from 'csv-parse';
import { parse as parsePiece } from 'csv-parse/sync';
import type { Cells } from './template.ts';

/** A line of the file that could be read, or why it could not. `line` is where the row ends, from 1. */
export type CsvRow =
  | { readonly line: number; readonly cells: Cells }
  | { readonly line: number; readonly problem: string };

type CsvRecord =
  | { readonly line: number; readonly record: readonly string[] }
  | { readonly line: number; readonly problem: string };

interface Parsed {
  readonly record: string[];
  readonly info: { readonly lines: number };
}

/**
 * Reads a CSV file with a header as a stream, for a map of its own.
 * @throws HoldfastError INVALID_MESSAGE when a column that is needed is missing
 */
export async function* readCsv(input: Readable, needed: readonly string[]): AsyncGenerator<CsvRow> {
  let header: string[] | undefined;
  for await (const read of readRecords(input)) {
    if ('problem' in read) yield read;
    else if (header === undefined) header = checkHeader([...read.record], needed);
    else yield toRow(header, read.record, read.line);
  }
  if (header === undefined) throw emptyFile();
}

/**
 * Reads a CSV file as a stream: its header first, then its rows.
 * @throws HoldfastError INVALID_MESSAGE for an empty file
 */
export async function* readCsvItems(
  input: Readable,
): AsyncGenerator<{ readonly header: readonly string[] } | SourceItem> {
  const pieces = new CsvPieces(parsePiece);
  let hasHeader = false;
  for await (const read of readPieces(input.setEncoding('utf8'), pieces)) {
    if (!hasHeader && pieces.header !== undefined) yield { header: pieces.header };
    hasHeader ||= pieces.header !== undefined;
    yield* read;
  }
  if (!hasHeader) throw emptyFile();
}

async function* readPieces(input: Readable, pieces: CsvPieces): AsyncGenerator<readonly SourceItem[]> {
  for await (const piece of input) yield pieces.push(String(piece));
  yield pieces.end();
}

/** The lines of a CSV file: only a few are in memory at a time. */
async function* readRecords(input: Readable): AsyncGenerator<CsvRecord> {
  const skipped: CsvRecord[] = [];
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
  for await (const { record, info } of input.pipe(parser) as AsyncIterable<Parsed>) {
    yield* skipped.splice(0);
    yield { line: info.lines, record };
  }
  yield* skipped;
}

function emptyFile(): HoldfastError {
  return new HoldfastError('INVALID_MESSAGE', 'The file is empty: it has no header line.');
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
