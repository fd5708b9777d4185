import type { FaultCounts } from './network/network.ts';
import type { RunReport } from './run-seed.ts';

/** What all runs together gave. */
export class Summary {
  #runs = 0;
  #operations = 0;
  #checks = 0;
  #violations = 0;
  #firstBadSeed: number | null = null;
  readonly #faults: FaultCounts = {};

  add({ seed, operations, checks, faults, violations }: RunReport): void {
    this.#runs += 1;
    this.#operations += operations;
    this.#checks += checks;
    this.#violations += violations.length;
    for (const [name, count] of Object.entries(faults))
      this.#faults[name] = (this.#faults[name] ?? 0) + count;
    if (violations.length > 0) this.#firstBadSeed = Math.min(seed, this.#firstBadSeed ?? seed);
  }

  get isGood(): boolean {
    return this.#violations === 0;
  }

  toJson(): object {
    return {
      runs: this.#runs,
      operations: this.#operations,
      checks: this.#checks,
      faults: this.#faults,
      violations: this.#violations,
      firstBadSeed: this.#firstBadSeed,
    };
  }

  toText(): string {
    const done = `${this.#runs} runs, ${this.#operations} operations, ${this.#checks} checks`;
    if (this.#firstBadSeed === null) return `${done}: everything holds.`;
    return `${done}: ${this.#violations} violations. Replay the first bad seed with --seed ${this.#firstBadSeed} --runs 1 --trace.`;
  }
}
