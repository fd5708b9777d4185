import type { Logger } from 'pino';
import { levelOf } from '../ops/first-failure.ts';
import type { Outside } from './outside.ts';
import { PokedWork } from './poked-work.ts';

const MINUTE_MS = 60_000;

export interface MinuteWatchOptions {
  readonly outside: Pick<Outside, 'every'>;
  readonly log: Logger;
  /** Whether this process is the one that looks; without it, each one does. */
  readonly isOurs?: (() => Promise<boolean>) | undefined;
  /** Looks once. Where it fails the next minute tries again from where it was. */
  readonly look: () => Promise<void>;
  /** What is said in the log where it fails: `it was not …`. */
  readonly failed: string;
}

/** Looks at once and then each minute for what time has brought: one look at a time, however long it takes. */
export class MinuteWatch {
  readonly #options: MinuteWatchOptions;
  readonly #looks = new PokedWork(() => this.#tryToLook());
  #stopTimer = (): void => {};

  constructor(options: MinuteWatchOptions) {
    this.#options = options;
  }

  start(): void {
    this.#stopTimer = this.#options.outside.every(MINUTE_MS, () => this.#looks.poke());
    this.#looks.poke();
  }

  /** Resolves when no look is under way. */
  async stop(): Promise<void> {
    this.#stopTimer();
    await this.#looks.idle();
  }

  async #tryToLook(): Promise<void> {
    const { look, log, failed, isOurs } = this.#options;
    try {
      if (isOurs === undefined || (await isOurs())) await look();
    } catch (error) {
      log[levelOf(error)]({ err: error }, failed);
    }
  }
}
