import { stableId } from '@holdfast/shared/import/stable-id.ts';
import { formatTime } from '@holdfast/shared/times.ts';
import type { CsvMap } from './csv-map.ts';
import { type Cells, fill } from './template.ts';

/** A ticket as the importer makes it; its division is still a name. */
export interface ImportedTicket {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly status: string;
  readonly priority: string;
  readonly due: string | null;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly comments: readonly { readonly id: string; readonly body: string; readonly createdAt: string }[];
}

export interface ConvertedRow {
  readonly ticket: ImportedTicket;
  readonly division: string;
  /** What the map did not foresee, taken by its default. */
  readonly notes: readonly string[];
}

/** Why a row cannot be taken. */
export class RowProblem extends Error {}

type ParseDate = (text: string) => number | undefined;

/**
 * Makes a ticket of a row, by the map.
 * @throws RowProblem that says what is wrong with the row
 */
export function toTicket(row: Cells, map: CsvMap, parseDate: ParseDate): ConvertedRow {
  const cells = withoutBlanks(row, map.blank);
  const key = cells[map.key] ?? '';
  if (key === '') throw new RowProblem(`"${map.key}" is empty`);
  const createdMs = requiredDate(cells, map.createdAt, parseDate);
  const updatedMs = Math.max(createdMs, firstDate(cells, map.updatedAt, parseDate) ?? createdMs);
  const status = choose(cells, map.status, 'status');
  const priority = choose(cells, map.priority, 'priority');
  const notes = [status.note, priority.note].filter((note) => note !== undefined);
  const due = optionalDate(cells, map.due, parseDate);
  const comment = commentOf(cells, map, updatedMs, createdMs, parseDate);
  return {
    division: map.division === undefined ? '' : (cells[map.division] ?? ''),
    notes,
    ticket: {
      id: stableId(createdMs, map.source, 'ticket', key),
      title: titleOf(cells, map),
      description: descriptionOf(cells, map, notes),
      status: status.value,
      priority: priority.value,
      due: due === undefined ? null : formatTime(due),
      createdAt: formatTime(createdMs),
      updatedAt: formatTime(updatedMs),
      comments:
        comment === undefined
          ? []
          : [
              {
                id: stableId(comment.ms, map.source, 'comment', key),
                body: comment.body,
                createdAt: formatTime(comment.ms),
              },
            ],
    },
  };
}

function withoutBlanks(row: Cells, blank: readonly string[]): Cells {
  return Object.fromEntries(
    Object.entries(row).map(([column, text]) => {
      const trimmed = text.trim();
      return [column, blank.includes(trimmed) ? '' : trimmed];
    }),
  );
}

function titleOf(cells: Cells, map: CsvMap): string {
  const parts = map.title.parts.map((part) => fill(part, cells)).filter((part) => part !== '');
  const title = [...new Set(parts)].join(map.title.between);
  if (title === '') throw new RowProblem('the title is empty');
  return title;
}

function descriptionOf(cells: Cells, map: CsvMap, notes: readonly string[]): string {
  const lines = map.description.map((line) => fill(line, cells)).filter((line) => line !== '');
  return [...lines, ...notes].join('\n\n');
}

function choose(
  cells: Cells,
  { column, values, default: byDefault }: CsvMap['status'] | CsvMap['priority'],
  what: string,
): { value: string; note: string | undefined } {
  const text = column === undefined ? '' : (cells[column] ?? '');
  const known = Object.hasOwn(values, text) ? values[text] : undefined;
  if (known !== undefined || text === '') return { value: known ?? byDefault, note: undefined };
  // A column that only singles out some values is no reason for a note.
  const note = what === 'status' ? `The ${what} was “${text}” where this came from.` : undefined;
  return { value: byDefault, note };
}

function commentOf(
  cells: Cells,
  map: CsvMap,
  updatedMs: number,
  createdMs: number,
  parseDate: ParseDate,
): { body: string; ms: number } | undefined {
  if (map.comment === undefined) return undefined;
  const body = cells[map.comment.text] ?? '';
  if (body === '') return undefined;
  const ms = optionalDate(cells, map.comment.at, parseDate) ?? updatedMs;
  return { body, ms: Math.max(ms, createdMs) };
}

function requiredDate(cells: Cells, column: string, parseDate: ParseDate): number {
  const ms = optionalDate(cells, column, parseDate);
  if (ms === undefined) throw new RowProblem(`"${column}" is empty`);
  return ms;
}

function firstDate(cells: Cells, columns: readonly string[], parseDate: ParseDate): number | undefined {
  for (const column of columns) {
    const ms = optionalDate(cells, column, parseDate);
    if (ms !== undefined) return ms;
  }
  return undefined;
}

function optionalDate(cells: Cells, column: string | undefined, parseDate: ParseDate): number | undefined {
  const text = column === undefined ? '' : (cells[column] ?? '');
  if (text === '') return undefined;
  const ms = parseDate(text);
  if (ms === undefined || ms < 0)
    throw new RowProblem(`"${column}" holds "${text}", which is no date of the format`);
  return ms;
}
