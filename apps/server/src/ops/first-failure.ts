import type { Logger } from 'pino';
import { knownError } from '../sync/busy.ts';

/** Says once in the log that something fails that is tried again and again, for as long as it does. */
export class FirstFailure {
  readonly #log: Logger;
  readonly #words: string;
  #isFailing = false;

  /** @param words what fails, such as `a broadcast failed` */
  constructor(log: Logger, words: string) {
    this.#log = log;
    this.#words = words;
  }

  failed(error: unknown): void {
    if (!this.#isFailing) this.#log[levelOf(error)]({ err: error }, this.#words);
    this.#isFailing = true;
  }

  worked(): void {
    this.#isFailing = false;
  }
}

/** That the database fails is said as an error where that is found; what cannot be done meanwhile is no news. */
export function levelOf(error: unknown): 'warn' | 'error' {
  return knownError(error)?.code === 'SERVER_BUSY' ? 'warn' : 'error';
}
