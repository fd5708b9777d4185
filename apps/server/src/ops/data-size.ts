import type { Logger } from 'pino';
import { type DataSettings, dataSize } from '../store/open-store.ts';
import { dataBytes } from '../store/sqlite/data-file.ts';
import type { Outside } from '../sync/outside.ts';
import { PokedWork } from '../sync/poked-work.ts';
import { FirstFailure } from './first-failure.ts';

/** How often a database across the network is asked for its size, in milliseconds. */
const ASK_EVERY_MS = 60_000;

export interface DataSizeOptions {
  readonly config: DataSettings;
  readonly outside: Pick<Outside, 'every'>;
  readonly log: Logger;
}

/** How much room the data takes: of a file as it is now, of a database across the network as it was when it was asked last. */
export class DataSize {
  readonly #options: DataSizeOptions;
  readonly #failure: FirstFailure;
  readonly #asking = new PokedWork(() => this.#ask());
  #known = 0;
  #stopTimer = (): void => {};

  constructor(options: DataSizeOptions) {
    this.#options = options;
    this.#failure = new FirstFailure(options.log, 'the size of the data could not be asked for');
  }

  /** In bytes. */
  get bytes(): number {
    const { postgres, dataFolder } = this.#options.config;
    return postgres === undefined ? dataBytes(dataFolder) : this.#known;
  }

  start(): void {
    const { config, outside } = this.#options;
    if (config.postgres === undefined) return;
    this.#stopTimer = outside.every(ASK_EVERY_MS, () => this.#asking.poke());
    this.#asking.poke();
  }

  async stop(): Promise<void> {
    this.#stopTimer();
    await this.#asking.idle();
  }

  async #ask(): Promise<void> {
    try {
      this.#known = await dataSize(this.#options.config);
      this.#failure.worked();
    } catch (error) {
      this.#failure.failed(error);
    }
  }
}
