import type { Awaitable, ReadTransaction, WriteTransaction } from './transaction.ts';

/**
 * Work in a transaction: it yields calls and is given their answers. So the same code runs without
 * a pause in one SQLite transaction, and awaits each call where the database is across a network
 * (docs/decisions/0001-effects-as-generators.md).
 */
export type Work<Transaction, T> = Generator<(transaction: Transaction) => Awaitable<unknown>, T, unknown>;

export type ReadWork<T> = Work<ReadTransaction, T>;
export type WriteWork<T> = Work<WriteTransaction, T>;

/** One reading call, for `yield*`. The answer is what the call returned, which the type cannot follow. */
export function* readStore<T>(call: (transaction: ReadTransaction) => Awaitable<T>): ReadWork<T> {
  return (yield call) as T;
}

/** One call that may write, for `yield*`. */
export function* writeStore<T>(call: (transaction: WriteTransaction) => Awaitable<T>): WriteWork<T> {
  return (yield call) as T;
}

/** Runs work whose every call answers at once. Errors of a call are thrown inside the work. */
export function runNow<Transaction, T>(transaction: Transaction, work: Work<Transaction, T>): T {
  let step = work.next();
  while (!step.done) {
    let answer: unknown;
    try {
      answer = step.value(transaction);
    } catch (error) {
      step = work.throw(error);
      continue;
    }
    step = work.next(answer);
  }
  return step.value;
}

/** Runs work whose calls may answer later, one after the other. Errors of a call are thrown inside the work. */
export async function runLater<Transaction, T>(
  transaction: Transaction,
  work: Work<Transaction, T>,
): Promise<T> {
  let step = work.next();
  while (!step.done) {
    let answer: unknown;
    try {
      answer = await step.value(transaction);
    } catch (error) {
      step = work.throw(error);
      continue;
    }
    step = work.next(answer);
  }
  return step.value;
}
