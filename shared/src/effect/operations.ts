import type { Json } from '../json.ts';

/** A row as rules and effects see it: its fields, always with its id. */
export interface RowData {
  readonly id: string;
  readonly [field: string]: Json;
}

export type Scalar = string | number | boolean | null;

/** Fields that must be equal; only fields that the model lists in `columns` may be asked for. */
export type Where = Readonly<Record<string, Scalar>>;

/**
 * What a rule or an effect may ask of the rows. An effect yields operations and is given their
 * answers, so that the same code runs in one synchronous transaction on the desktop's SQLite and
 * on a server database that answers later (docs/decisions/0001-effects-as-generators.md).
 */
export type Operation =
  | { readonly kind: 'get'; readonly table: string; readonly id: string }
  | { readonly kind: 'query'; readonly table: string; readonly where: Where; readonly limit?: number }
  | { readonly kind: 'insert'; readonly table: string; readonly row: RowData }
  | { readonly kind: 'update'; readonly table: string; readonly row: RowData; readonly before: RowData }
  | { readonly kind: 'delete'; readonly table: string; readonly id: string }
  /** The next number of a named sequence. Server only: the desktop never runs consequences. */
  | { readonly kind: 'sequence'; readonly name: string }
  /** A short field is about to replace a value that its author had not seen (S28). */
  | { readonly kind: 'overwritten'; readonly overwritten: Overwritten }
  /** An undo leaves this field, because it was changed since: its author is told (S30). */
  | { readonly kind: 'skipped'; readonly skipped: Overwritten };

export interface Overwritten {
  readonly table: string;
  readonly id: string;
  readonly field: string;
}

/** The answer to an operation: a row or nothing, rows, a number, or nothing. */
export type Answer = RowData | readonly RowData[] | number | undefined;

/** Work on rows that gives a `T`. Write `yield*` before each call of one effect inside another. */
export type Effect<T> = Generator<Operation, T, Answer>;

/** Runs an effect to its end with a store that answers at once. Errors of `perform` are thrown inside the effect. */
export function runEffect<T>(effect: Effect<T>, perform: (operation: Operation) => Answer): T {
  let step = effect.next();
  while (!step.done) {
    let answer: Answer;
    try {
      answer = perform(step.value);
    } catch (error) {
      step = effect.throw(error);
      continue;
    }
    step = effect.next(answer);
  }
  return step.value;
}
