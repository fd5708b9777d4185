import { guessChoice } from './choices.ts';
import { type ImportField, type ImportKind, importFields } from './kinds.ts';
import type { DateOrder } from './read-dates.ts';
import { type Cells, cellOf } from './source-row.ts';

/** How the columns of a file become fields of a kind. */
export interface Mapping {
  readonly kind: ImportKind;
  /** The column of each field that has one. */
  readonly columns: Readonly<Record<string, string>>;
  /** What words of the file mean, by field and then by the word in lower case; others are guessed. */
  readonly choices: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly dates: DateOrder;
  /** The IANA zone whose clocks show times that name none. */
  readonly timeZone: string;
  /** Whether texts are in Jira's markup instead of Markdown. */
  readonly isJira: boolean;
}

/** A mapping as a file's columns suggest it. */
export function guessMapping(
  kind: ImportKind,
  header: readonly string[],
  options: Pick<Mapping, 'timeZone' | 'isJira'>,
): Mapping {
  const columns: Record<string, string> = {};
  const taken = new Set<string>();
  for (const field of importFields[kind]) {
    const column = columnFor(field, header, taken);
    if (column === undefined) continue;
    columns[field.name] = column;
    taken.add(column);
  }
  return { kind, columns, choices: {}, dates: 'day-first', ...options };
}

function columnFor({ columns }: ImportField, header: readonly string[], taken: ReadonlySet<string>) {
  for (const name of columns) {
    const found = header.find((column) => column.trim().toLowerCase() === name && !taken.has(column));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The fields that must have a column and have none. */
export function missingFields({ kind, columns }: Mapping): readonly ImportField[] {
  return importFields[kind].filter(({ name, required }) => required === true && columns[name] === undefined);
}

/** The word of a row's field: what the mapping says, what it most likely means, or the usual one. */
export function chosen(mapping: Mapping, field: string, cells: Cells): string {
  const described = importFields[mapping.kind].find(({ name }) => name === field);
  const [usual = ''] = described?.choices ?? [];
  const text = cellOf(cells, mapping.columns[field]);
  if (described === undefined || text === '') return usual;
  return mapping.choices[field]?.[text.toLowerCase()] ?? guessChoice(described, text) ?? usual;
}
