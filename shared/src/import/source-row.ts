import type { Json } from '../json.ts';
import type { BadLine } from './problem.ts';

/** The cells of a row by their columns. A column that stands in the header several times has several. */
export type Cells = ReadonlyMap<string, readonly string[]>;

/** A row of a file, and the line on which it ends, from 1; of JSON which of its things it is. */
export interface SourceRow {
  readonly line: number;
  readonly cells: Cells;
}

export type SourceItem = SourceRow | BadLine;

/** Puts the cells of a line under their columns. A line that does not fit the header is named. */
export function rowOf(header: readonly string[], record: readonly string[], line: number): SourceItem {
  if (record.length !== header.length) {
    const values = { has: String(record.length), wants: String(header.length) };
    return { line, problem: { key: 'columns', values } };
  }
  const cells = new Map<string, string[]>();
  for (const [place, column] of header.entries()) {
    const text = record[place] ?? '';
    const before = cells.get(column);
    if (before === undefined) cells.set(column, [text]);
    else if (text !== '') before.push(text);
  }
  return { line, cells };
}

/** A thing of a JSON file as a row: lists have several cells, what is nested is its own text. */
export function rowOfJson(thing: Json, line: number): SourceItem {
  if (typeof thing !== 'object' || thing === null || Array.isArray(thing)) {
    return { line, problem: { key: 'unreadable', values: { detail: JSON.stringify(thing).slice(0, 80) } } };
  }
  const cells = Object.entries(thing).map(
    ([column, value]) => [column, (Array.isArray(value) ? value : [value]).map(textOf)] as const,
  );
  return { line, cells: new Map(cells) };
}

function textOf(value: Json | undefined): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** The first cell of a column that holds anything; the empty text where none does. */
export function cellOf(cells: Cells, column: string | undefined): string {
  return cellsOf(cells, column)[0] ?? '';
}

/** All cells of a column that hold anything. */
export function cellsOf(cells: Cells, column: string | undefined): readonly string[] {
  if (column === undefined) return [];
  return (cells.get(column) ?? []).map(unguarded).filter((text) => text !== '');
}

/** Without the ' that an export puts before what a spreadsheet would run (see csv-line.ts). */
function unguarded(text: string): string {
  return (/^'[=+\-@\t\r]/.test(text) ? text.slice(1) : text).trim();
}
