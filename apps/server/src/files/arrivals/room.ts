import { attachmentModel, type FileRefusal } from '@holdfast/shared/model/attachment.ts';
import type { FileLimits } from '@holdfast/shared/protocol/files.ts';
import type { Store } from '../../store/store.ts';
import { readStore } from '../../store/work.ts';
import type { Outside } from '../../sync/outside.ts';
import type { FileSettings } from '../file-settings.ts';
import type { ByteHome } from '../home/byte-home.ts';

/** For so long it is believed what the rows said of a person's files, and what arrives meanwhile is added. */
const KNOWN_FOR_MS = 60_000;

export interface RoomOptions {
  readonly store: Store;
  readonly home: ByteHome;
  readonly outside: Pick<Outside, 'now'>;
  readonly settings: Pick<FileSettings, 'fileBytes' | 'personBytes' | 'allBytes'>;
}

/** An upload that is not finished: its room is taken as if all of it were here. */
interface Reserved {
  readonly authorId: string;
  readonly size: number;
}

interface Used {
  readonly asOf: number;
  bytes: number;
}

/**
 * How much room files take, and who may have more: each file, each person and all together. A person's files
 * are what rows of theirs name that the server has; all together is what lies in the home. Uploads under way count.
 */
export class Room {
  readonly #options: RoomOptions;
  readonly #reserved = new Map<string, Reserved>();
  readonly #used = new Map<string, Used>();
  /** Of whole files. */
  #bytes = 0;
  #files = 0;
  #counted: Promise<void> | undefined;

  constructor(options: RoomOptions) {
    this.#options = options;
  }

  get bytes(): number {
    return this.#bytes;
  }

  get files(): number {
    return this.#files;
  }

  /** Uploads that are not finished. */
  get unfinished(): number {
    return this.#reserved.size;
  }

  /** Counts what lies in the home: before room is given away, and now and then to be sure. */
  async count(): Promise<void> {
    let [bytes, files] = [0, 0];
    for await (const { size } of this.#options.home.wholes()) {
      bytes += size;
      files += 1;
    }
    this.#bytes = bytes;
    this.#files = files;
  }

  /** Takes room for an upload; gives why there is none. One that has some already keeps it. */
  async reserve(id: string, { authorId, size }: Reserved): Promise<FileRefusal | undefined> {
    const { fileBytes, personBytes, allBytes } = this.#options.settings;
    if (size > fileBytes) return 'too-large';
    await this.#known();
    if (this.#reserved.has(id)) return undefined;
    const used = await this.#usedBy(authorId);
    // Nothing waits from here on, so that two of them cannot take the same room.
    if (used.bytes + this.#reservedBy(authorId) + size > personBytes) return 'person-full';
    if (this.#bytes + this.#reservedBy() + size > allBytes) return 'server-full';
    this.#reserved.set(id, { authorId, size });
    return undefined;
  }

  /** An upload came to nothing. */
  release(id: string): void {
    this.#reserved.delete(id);
  }

  /** An upload has become a file; `isNew` says whether its content was not here before. */
  stored(id: string, isNew: boolean): void {
    const reserved = this.#reserved.get(id);
    if (reserved === undefined) return;
    this.#reserved.delete(id);
    const used = this.#used.get(reserved.authorId);
    if (used !== undefined) used.bytes += reserved.size;
    if (!isNew) return;
    this.#bytes += reserved.size;
    this.#files += 1;
  }

  /** A file has gone from the home. */
  freed(size: number): void {
    this.#bytes -= size;
    this.#files -= 1;
  }

  /** What a person may attach. */
  async limitsOf(userId: string): Promise<FileLimits> {
    const { fileBytes, personBytes } = this.#options.settings;
    await this.#known();
    const used = (await this.#usedBy(userId)).bytes + this.#reservedBy(userId);
    return { file: fileBytes, person: personBytes, used };
  }

  /** What lay in the home when the server started. Where it cannot be read the next one tries again. */
  async #known(): Promise<void> {
    this.#counted ??= this.#countAll();
    try {
      await this.#counted;
    } catch (error) {
      this.#counted = undefined;
      throw error;
    }
  }

  async #countAll(): Promise<void> {
    const { home } = this.#options;
    for await (const id of home.parts()) {
      const note = await home.note(id);
      if (note !== undefined) this.#reserved.set(id, note);
    }
    await this.count();
  }

  async #usedBy(userId: string): Promise<Used> {
    const { store, outside } = this.#options;
    const known = this.#used.get(userId);
    const now = outside.now();
    if (known !== undefined && Math.abs(now - known.asOf) < KNOWN_FOR_MS) return known;
    const author = { column: 'authorId', text: userId };
    const sums = await store.read(() =>
      readStore((tx) => tx.sums(attachmentModel.table, author, 'storedAt', 'size')),
    );
    const stored = sums.filter(({ value }) => value !== null);
    const used = { asOf: now, bytes: stored.reduce((sum, part) => sum + part.sum, 0) };
    this.#used.set(userId, used);
    return used;
  }

  #reservedBy(authorId?: string): number {
    let bytes = 0;
    for (const reserved of this.#reserved.values()) {
      if (authorId === undefined || reserved.authorId === authorId) bytes += reserved.size;
    }
    return bytes;
  }
}
