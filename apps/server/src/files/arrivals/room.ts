import type { FileRefusal } from '@holdfast/shared/model/attachment.ts';
import { OneAtATime } from '@holdfast/shared/one-at-a-time.ts';
import type { FileLimits } from '@holdfast/shared/protocol/files.ts';
import type { Cluster } from '../../cluster/cluster.ts';
import type { Store } from '../../store/store.ts';
import type { Outside } from '../../sync/outside.ts';
import type { FileSettings } from '../file-settings.ts';
import type { ByteHome, PartNote } from '../home/byte-home.ts';
import { Reservations, type Reserved } from './reservations.ts';
import { Totals } from './totals.ts';
import { UploadHeld } from './upload-held.ts';
import { usedBytes } from './used-bytes.ts';

/** For so long it is believed what the rows said of a person's files, and what arrives meanwhile is added. */
const KNOWN_FOR_MS = 60_000;

export interface RoomOptions {
  readonly store: Store;
  readonly home: ByteHome;
  readonly outside: Pick<Outside, 'now'>;
  readonly settings: Pick<FileSettings, 'fileBytes' | 'personBytes' | 'allBytes'>;
  readonly cluster: Pick<Cluster, 'bus'>;
  /** Whether other processes of the server use the same home. */
  readonly isShared: boolean;
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
  readonly #reservations: Reservations;
  readonly #totals: Totals;
  readonly #used = new Map<string, Used>();
  readonly #begins = new OneAtATime();
  #counted: Promise<void> | undefined;

  constructor(options: RoomOptions) {
    this.#options = options;
    this.#reservations = new Reservations(options.home, options.outside.now);
    this.#totals = new Totals(options.cluster.bus);
  }

  get bytes(): number {
    return this.#totals.bytes;
  }

  get files(): number {
    return this.#totals.files;
  }

  /** Uploads that are not finished, as far as is known. */
  get unfinished(): number {
    return this.#reservations.size;
  }

  /** Counts what lies in the home: before room is given away, and now and then to be sure. */
  count(): Promise<void> {
    return this.#totals.count(this.#options.home);
  }

  /** Begins an upload if there is room for it; gives why there is none. One that has begun keeps what it has. */
  async begin(id: string, note: PartNote): Promise<FileRefusal | undefined> {
    if (note.size > this.#options.settings.fileBytes) return 'too-large';
    await this.#known();
    if (!this.#options.isShared) return this.#beginAlone(id, note);
    return this.#begins.run(note.authorId, () => this.#beginBesideOthers(id, note));
  }

  /** An upload came to nothing. */
  release(id: string): void {
    this.#reservations.remove(id);
  }

  /** An upload has become a file; `isNew` says whether its content was not here before. */
  stored(id: string, { authorId, size }: Reserved, isNew: boolean): void {
    this.#reservations.remove(id);
    const used = this.#used.get(authorId);
    if (used !== undefined) used.bytes += size;
    if (isNew) this.#totals.add(size, 1);
  }

  /** A file has gone from the home. */
  freed(size: number): void {
    this.#totals.add(-size, -1);
  }

  /** What a person may attach. */
  async limitsOf(userId: string): Promise<FileLimits> {
    const { settings, isShared } = this.#options;
    await this.#known();
    if (isShared) await this.#reservations.look();
    const used = isShared
      ? await this.#takenBy(userId)
      : (await this.#usedBy(userId)).bytes + this.#reservations.bytes(userId);
    return { file: settings.fileBytes, person: settings.personBytes, used };
  }

  async #beginAlone(id: string, note: PartNote): Promise<FileRefusal | undefined> {
    const { home } = this.#options;
    if (!this.#reservations.has(id)) {
      const used = await this.#usedBy(note.authorId);
      // Nothing waits from here on, so that two of them cannot take the same room.
      const refusal = this.#refusal(note.size, used.bytes + this.#reservations.bytes(note.authorId), 0);
      if (refusal !== undefined) return refusal;
      this.#reservations.add(id, note);
    }
    try {
      await home.begin(id, note);
    } catch (error) {
      this.#reservations.remove(id);
      throw error;
    }
    return undefined;
  }

  /**
   * Others may ask for the same room: each says first, in the home, that it asks, and then looks who else has or asks
   * for some. So of two at least one sees the other, and where both do neither of them is refused for good.
   * @throws UploadHeld where it depends on others who ask
   */
  async #beginBesideOthers(id: string, note: PartNote): Promise<FileRefusal | undefined> {
    const { home } = this.#options;
    const begun = await home.note(id);
    if (begun !== undefined && begun.asks !== true) return undefined;
    const asking: PartNote = { ...note, asks: true };
    await home.begin(id, asking);
    // One that was cut short while it asked does so anew.
    if (begun !== undefined) await home.putNote(id, asking);
    try {
      const refusal = await this.#askForRoom(id, note);
      if (refusal === undefined) await home.putNote(id, note);
      else await home.drop(id);
      return refusal;
    } catch (error) {
      await home.drop(id);
      throw error;
    }
  }

  async #askForRoom(id: string, { authorId, size }: PartNote): Promise<FileRefusal | undefined> {
    const asking = [...(await this.#reservations.look())].filter(([other]) => other !== id);
    const taken = await this.#takenBy(authorId);
    const own = asking.filter(([, other]) => other.authorId === authorId);
    if (this.#refusal(size, taken + bytesOf(own), bytesOf(asking)) === undefined) return undefined;
    const refusal = this.#refusal(size, taken, 0);
    if (refusal !== undefined) return refusal;
    throw new UploadHeld('The server is giving away room for other files. Try again in a moment.');
  }

  #refusal(size: number, person: number, besides: number): FileRefusal | undefined {
    const { personBytes, allBytes } = this.#options.settings;
    if (person + size > personBytes) return 'person-full';
    return this.bytes + this.#reservations.bytes() + besides + size > allBytes ? 'server-full' : undefined;
  }

  /** What a person's files and uploads take, as of the look before. */
  async #takenBy(authorId: string): Promise<number> {
    const uploads = this.#reservations.of(authorId);
    const { bytes, finished } = await this.#options.store.read(() => usedBytes(authorId, uploads));
    return bytes + this.#reservations.bytes(authorId, finished);
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
    await this.#reservations.look();
    await this.count();
  }

  async #usedBy(userId: string): Promise<Used> {
    const { store, outside } = this.#options;
    const known = this.#used.get(userId);
    const now = outside.now();
    if (known !== undefined && Math.abs(now - known.asOf) < KNOWN_FOR_MS) return known;
    const { bytes } = await store.read(() => usedBytes(userId, []));
    const used = { asOf: now, bytes };
    this.#used.set(userId, used);
    return used;
  }
}

function bytesOf(some: readonly (readonly [string, Reserved])[]): number {
  return some.reduce((sum, [, { size }]) => sum + size, 0);
}
