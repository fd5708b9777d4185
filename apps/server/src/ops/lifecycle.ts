/** Where a server is in its life. */
export type Phase = 'starting' | 'serving' | 'draining';

/** Where this server is in its life: it goes one way. */
export class Lifecycle {
  #phase: Phase = 'starting';

  get phase(): Phase {
    return this.#phase;
  }

  /** It has read what it needs. A server that was told to stop meanwhile goes on stopping. */
  serves(): void {
    if (this.#phase === 'starting') this.#phase = 'serving';
  }

  drains(): void {
    this.#phase = 'draining';
  }
}
