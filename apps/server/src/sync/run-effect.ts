import type { Answer, Effect } from '@holdfast/shared/effect/operations.ts';
import { type ReadWork, readStore, type WriteWork } from '../store/work.ts';
import type { RowChanges } from './row-changes.ts';

/** Runs a shared rule or effect inside a transaction, on the rows of one mutation. */
export function* runEffect<T>(effect: Effect<T>, rows: RowChanges): WriteWork<T> {
  let step = effect.next();
  while (!step.done) {
    let answer: Answer;
    try {
      answer = yield* rows.perform(step.value);
    } catch (error) {
      step = effect.throw(error);
      continue;
    }
    step = effect.next(answer);
  }
  return step.value;
}

/** Runs a shared rule that only reads, in a snapshot. */
export function* runReadingEffect<T>(effect: Effect<T>): ReadWork<T> {
  let step = effect.next();
  while (!step.done) {
    const operation = step.value;
    if (operation.kind === 'get') {
      const stored = yield* readStore((tx) => tx.row(operation.table, operation.id));
      step = effect.next(stored === undefined || stored.deleted ? undefined : stored.data);
    } else if (operation.kind === 'query') {
      const rows = yield* readStore((tx) => tx.rows(operation.table, operation.where, operation.limit));
      step = effect.next(rows.map((row) => row.data));
    } else {
      throw new Error(`A snapshot cannot ${operation.kind}.`);
    }
  }
  return step.value;
}
