import type { IBreaker } from 'cockatiel';
import { CircuitState } from 'cockatiel';

/**
 * Opens a circuit after so many failures within a while, whatever went well between them: on a full
 * disk a transaction that writes nothing still succeeds.
 */
export class RecentFailures implements IBreaker {
  /** When each failed, oldest first, by the given clock. */
  state: number[] = [];
  readonly #most: number;
  readonly #withinMs: number;
  readonly #elapsed: () => number;

  constructor(most: number, withinMs: number, elapsed: () => number) {
    this.#most = most;
    this.#withinMs = withinMs;
    this.#elapsed = elapsed;
  }

  success(circuit: CircuitState): void {
    if (circuit === CircuitState.HalfOpen) this.state = [];
  }

  failure(): boolean {
    const now = this.#elapsed();
    this.state = [...this.state.filter((at) => now - at < this.#withinMs), now];
    return this.state.length >= this.#most;
  }
}
