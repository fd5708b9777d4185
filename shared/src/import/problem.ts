/** Why a row of a file cannot be taken. Who shows it says it in words; `values` are put into them. */
export const rowProblemKeys = [
  /** It has more or fewer cells than the header has columns. */
  'columns',
  /** It could not be read at all. */
  'unreadable',
  'quote',
  'empty',
  'long',
  'date',
  'number',
  'hours',
  'email',
  'span',
  'choice',
  'person',
  'project',
  'phase',
  'division',
  'twice',
  /** What the rules said of it. */
  'refused',
] as const;
export type RowProblemKey = (typeof rowProblemKeys)[number];

export interface RowProblem {
  readonly key: RowProblemKey;
  readonly values: Readonly<Record<string, string>>;
}

/** A line of the file, from 1, that was not taken. */
export interface BadLine {
  readonly line: number;
  readonly problem: RowProblem;
}

/** Thrown while a row is read; the run goes on with the next. */
export class BadRow extends Error {
  readonly problem: RowProblem;

  constructor(key: RowProblemKey, values: Readonly<Record<string, string>> = {}) {
    super(key);
    this.name = 'BadRow';
    this.problem = { key, values };
  }
}

/** Texts in a report are cut here: a whole description would hide the reason. */
const SHORT = 80;

export function shortened(text: string): string {
  return text.length > SHORT ? `${text.slice(0, SHORT)}…` : text;
}
