import type { Scheduler } from './scheduler.ts';

/**
 * What happens to one life of a process, in the order in which it comes: nothing while the process
 * is frozen (it all waits), and nothing any more once it has ended.
 */
export class ProcessTime {
  readonly #scheduler: Scheduler;
  /** What came while it was frozen; nothing while it is not. */
  #held: (() => void)[] | undefined;
  #isOver = false;

  constructor(scheduler: Scheduler) {
    this.#scheduler = scheduler;
  }

  get isFrozen(): boolean {
    return this.#held !== undefined;
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  /** Something reaches the process. */
  happen(event: () => void): void {
    if (this.#isOver) return;
    if (this.#held === undefined) event();
    else this.#held.push(event);
  }

  after(milliseconds: number, event: () => void): () => void {
    let isCancelled = false;
    const cancel = this.#scheduler.after(milliseconds, () =>
      this.happen(() => {
        if (!isCancelled) event();
      }),
    );
    return () => {
      isCancelled = true;
      cancel();
    };
  }

  every(milliseconds: number, run: () => void): () => void {
    let cancel = (): void => {};
    const again = (): void => {
      cancel = this.after(milliseconds, () => {
        run();
        again();
      });
    };
    again();
    return () => cancel();
  }

  /** What waits in a life that has ended never goes on. */
  wait(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      this.after(milliseconds, resolve);
    });
  }

  freeze(): void {
    this.#held ??= [];
  }

  /** Goes on with all that came meanwhile, one after the other, and then with what comes. */
  thaw(): void {
    const next = this.#held?.shift();
    if (next === undefined) {
      this.#held = undefined;
      return;
    }
    if (!this.#isOver) next();
    this.#scheduler.after(0, () => this.thaw());
  }

  end(): void {
    this.#isOver = true;
  }
}
