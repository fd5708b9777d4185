import { RemoteFailure } from './driver.ts';

export interface PatienceOptions {
  /** How long a piece of work is begun anew, in milliseconds. */
  readonly patienceMs: number;
  /** Milliseconds since some moment, never set back. */
  readonly elapsed: () => number;
  readonly wait: (milliseconds: number) => Promise<void>;
}

/** How often work is begun anew at most, however fast it fails. */
const MOST_TRIES = 10;
const FIRST_WAIT_MS = 10;
const LONGEST_WAIT_MS = 500;

/** How long one piece of work is tried. */
export class Patience {
  readonly #options: PatienceOptions;
  readonly #since: number;
  #failures = 0;

  constructor(options: PatienceOptions) {
    this.#options = options;
    this.#since = options.elapsed();
  }

  /** Whether the work shall be begun anew after this error, once it is time for that. */
  async goesOnAfter(error: unknown): Promise<boolean> {
    if (!(error instanceof RemoteFailure) || error.fault === 'failed') return false;
    const { elapsed, patienceMs, wait } = this.#options;
    this.#failures += 1;
    if (this.#failures >= MOST_TRIES || elapsed() - this.#since >= patienceMs) return false;
    if (error.fault === 'lost') await wait(waitAfter(this.#failures));
    return true;
  }
}

/** How long to wait after so many failures, in milliseconds. */
export function waitAfter(failures: number): number {
  return Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (failures - 1));
}
