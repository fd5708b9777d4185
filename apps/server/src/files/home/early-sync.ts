import type { FileHandle } from 'node:fs/promises';

/** Brought to the disk at a time. */
const STEP_BYTES = 32 * 1024 * 1024;

/**
 * Has what is written of a large file brought to the disk while more of it arrives: at its end little is left to
 * wait for, and no long queue of its bytes stands before a commit of the database.
 */
export class EarlySync {
  readonly #handle: Pick<FileHandle, 'datasync'>;
  #unsynced = 0;
  #running: Promise<void> | undefined;
  #failure: { readonly error: unknown } | undefined;

  constructor(handle: Pick<FileHandle, 'datasync'>) {
    this.#handle = handle;
  }

  /**
   * Notes that so many bytes more were written; waits for nothing.
   * @throws what the disk said of bytes before: it says so once, so nobody else would be told
   */
  async wrote(bytes: number): Promise<void> {
    if (this.#failure !== undefined) throw this.#failure.error;
    this.#unsynced += bytes;
    if (this.#running !== undefined || this.#unsynced < STEP_BYTES) return;
    this.#unsynced = 0;
    this.#running = this.#sync();
  }

  /** Resolves when nothing is under way. Throws as `wrote` does. */
  async end(): Promise<void> {
    await this.#running;
    if (this.#failure !== undefined) throw this.#failure.error;
  }

  async #sync(): Promise<void> {
    try {
      await this.#handle.datasync();
    } catch (error) {
      this.#failure = { error };
    } finally {
      this.#running = undefined;
    }
  }
}
