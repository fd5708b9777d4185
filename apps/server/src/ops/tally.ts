import type { ErrorCode } from '@holdfast/shared/protocol/errors.ts';
import type { Observer } from '../sync/observer.ts';

/** Plain sums since the process began, of which the figures of a while are made. */
export interface Sums {
  /** Client events that were answered. */
  readonly messages: number;
  /** Mutations that got their final answer. */
  readonly mutations: number;
  /** Handshakes and mutations that were refused. */
  readonly refused: number;
  /** Client events that were answered with an error. */
  readonly errors: number;
  /** What all answers took together, in milliseconds. */
  readonly latencyMs: number;
}

/** Counts what happens in plain sums. */
export class Tally implements Observer {
  #sums = { messages: 0, mutations: 0, refused: 0, errors: 0, latencyMs: 0 };

  get sums(): Sums {
    return { ...this.#sums };
  }

  refused(): void {
    this.#sums.refused += 1;
  }

  answered(_event: string, milliseconds: number, code: ErrorCode | undefined): void {
    this.#sums.messages += 1;
    this.#sums.latencyMs += milliseconds;
    if (code !== undefined) this.#sums.errors += 1;
  }

  decided(_name: string, result: 'accepted' | ErrorCode): void {
    this.#sums.mutations += 1;
    if (result !== 'accepted') this.#sums.refused += 1;
  }

  connected(): void {}
  left(): void {}
  committed(): void {}
  toldOf(): void {}
}
