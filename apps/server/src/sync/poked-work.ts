/**
 * Work that is done once more for each poke that came while it was under way, one at a time: however
 * many come, nothing is looked at twice at once, and nothing that came last is missed.
 */
export class PokedWork {
  readonly #work: () => Promise<void>;
  #isPoked = false;
  #running: Promise<void> | undefined;

  /** @param work handles its own errors: it must not reject */
  constructor(work: () => Promise<void>) {
    this.#work = work;
  }

  poke(): void {
    this.#isPoked = true;
    this.#running ??= this.#runAll();
  }

  /** Resolves when nothing is under way. */
  async idle(): Promise<void> {
    await this.#running;
  }

  async #runAll(): Promise<void> {
    while (this.#isPoked) {
      this.#isPoked = false;
      await this.#work();
    }
    this.#running = undefined;
  }
}
