import type { Store } from '../../../apps/server/src/store/store.ts';
import { type WriteWork, writeStore } from '../../../apps/server/src/store/work.ts';

/** Sees whether a piece of work that was given to a store once is committed twice, whatever became of the connections. */
export class CommittedOnce {
  readonly #twice: () => void;
  readonly #workOf = new WeakMap<object, number>();
  readonly #committed = new Set<number>();
  #works = 0;

  /** @param twice called when it happens */
  constructor(twice: () => void) {
    this.#twice = twice;
  }

  /** A store whose work is known again at its commit. */
  watch(store: Store): Store {
    return {
      read: (work) => store.read(work),
      check: () => store.check(),
      close: () => store.close(),
      write: (work) => {
        this.#works += 1;
        const number = this.#works;
        return store.write(() => this.#known(number, work()));
      },
    };
  }

  /** A transaction, as work was given it, has become durable. */
  committed(transaction: object): void {
    const number = this.#workOf.get(transaction);
    if (number === undefined) return;
    if (this.#committed.has(number)) this.#twice();
    this.#committed.add(number);
  }

  *#known<T>(number: number, work: WriteWork<T>): WriteWork<T> {
    yield* writeStore((transaction) => void this.#workOf.set(transaction, number));
    return yield* work;
  }
}
