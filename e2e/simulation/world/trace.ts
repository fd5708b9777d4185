import { hashText } from '@holdfast/shared/hash.ts';
import { START_MS } from './scheduler.ts';

/**
 * What happened in a run, one line for each thing. Lines are kept only where somebody wants to read
 * them; their hash is always made, so that two runs of one seed can be compared (invariant 8).
 */
export class Trace {
  readonly lines: string[] = [];
  readonly #keeps: boolean;
  readonly #now: () => number;
  #hash = 0;

  constructor(keeps: boolean, now: () => number) {
    this.#keeps = keeps;
    this.#now = now;
  }

  get hash(): number {
    return this.#hash;
  }

  add(who: string, what: string): void {
    const line = `${this.#now() - START_MS} ${who} ${what}`;
    this.#hash = hashText(`${this.#hash} ${line}`);
    if (this.#keeps) this.lines.push(line);
  }
}
