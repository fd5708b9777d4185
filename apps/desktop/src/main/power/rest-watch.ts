import type { Attention } from '../../engine/api/host-messages.ts';

/**
 * Knows when the app should rest: while the device sleeps or is locked, so that nobody looks, and while the line is
 * paid for by what goes over it. Tells when that changes.
 */
export class RestWatch {
  #attention: Attention = 'active';
  #isMetered = false;
  #isResting = false;
  readonly #tell: (resting: boolean) => void;

  constructor(tell: (resting: boolean) => void) {
    this.#tell = tell;
  }

  get isResting(): boolean {
    return this.#isResting;
  }

  setAttention(attention: Attention): void {
    this.#attention = attention;
    this.#look();
  }

  setMetered(isMetered: boolean): void {
    this.#isMetered = isMetered;
    this.#look();
  }

  #look(): void {
    const isResting = this.#isMetered || this.#attention === 'locked' || this.#attention === 'asleep';
    if (isResting === this.#isResting) return;
    this.#isResting = isResting;
    this.#tell(isResting);
  }
}
