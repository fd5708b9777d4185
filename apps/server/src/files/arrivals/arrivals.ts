import { PIECE_BYTES } from '@holdfast/shared/files/pieces.ts';
import type { FileRefusal } from '@holdfast/shared/model/attachment.ts';
import { OneAtATime } from '@holdfast/shared/one-at-a-time.ts';
import { Turns } from '@holdfast/shared/turns.ts';
import type { Logger } from 'pino';
import type { CommitQueue } from '../../sync/commit-queue.ts';
import type { FileSettings } from '../file-settings.ts';
import type { ByteHome, Found, PartNote } from '../home/byte-home.ts';
import { inspectFile } from '../inspect/inspect-file.ts';
import type { PartHashes } from '../uploads/part-hashes.ts';
import { Places } from './places.ts';
import { fileRefused } from './refusals.ts';
import type { Room } from './room.ts';
import { refuseRow, refuseRows, storeRows } from './settle-rows.ts';
import { UploadHeld } from './upload-held.ts';

/** Large archives take seconds of a processor and much memory. */
const INSPECTED_AT_ONCE = 2;

export interface ArrivalsOptions {
  readonly home: ByteHome;
  readonly queue: CommitQueue;
  readonly hashes: PartHashes;
  readonly room: Room;
  readonly settings: FileSettings;
  readonly log: Logger;
}

/** How many files have come and been refused since the server started. */
export interface ArrivalSums {
  stored: number;
  storedBytes: number;
  refused: number;
}

/**
 * What happens when all bytes of an upload are here: they are checked, put in their place, and only then the rows
 * say that the server has them. Settling again what was cut short, or settled already, comes to the same.
 */
export class Arrivals {
  readonly sums: ArrivalSums = { stored: 0, storedBytes: 0, refused: 0 };
  /** Whoever puts bytes under a hash, or takes them from there, does it in here. */
  readonly places: Places;
  readonly #options: ArrivalsOptions;
  readonly #uploads = new OneAtATime();
  readonly #inspections = new Turns(INSPECTED_AT_ONCE);

  constructor(options: ArrivalsOptions) {
    this.#options = options;
    this.places = new Places(options.home);
  }

  /**
   * Runs what touches an upload: one after the other, and in one process only. They wait here; where another
   * process is at it they are refused.
   * @throws UploadHeld
   */
  withUpload<T>(id: string, work: () => Promise<T>): Promise<T> {
    return this.#uploads.run(id, async () => {
      const hold = await this.#options.home.hold(id);
      if (hold === undefined) throw new UploadHeld();
      try {
        return await work();
      } finally {
        await hold.release();
      }
    });
  }

  /** Resolves when nothing touches any upload. */
  idle(): Promise<void> {
    return this.#uploads.idle();
  }

  /**
   * Settles an upload if all of its bytes are here. Called within `withUpload`.
   * @throws a refusal of the bytes, which the rows then say too; SERVER_BUSY where it has to be tried again later;
   *   UploadHeld where another process is at the same content
   */
  async settle(id: string): Promise<void> {
    const { home } = this.#options;
    const note = await home.note(id);
    if (note === undefined) return;
    const here = await home.partSize(id);
    if (here === undefined) return this.places.run(note.hash, () => this.#settleKept(id, note));
    if (here < note.size) return;
    const found = await this.#examine(id, note);
    await this.#keep(id, note, found);
  }

  /** Refuses one upload that has not begun. */
  async refuse(id: string, refusal: FileRefusal): Promise<never> {
    await refuseRow(this.#options.queue, id, refusal);
    return this.#refused(id, refusal);
  }

  /** It was cut short between bytes and rows; a part without its bytes of which nothing was found is of no use. */
  async #settleKept(id: string, note: PartNote): Promise<void> {
    const { home } = this.#options;
    const isKept = (await home.size(note.hash)) === note.size;
    if (note.found === undefined || !isKept) return this.forget(id);
    await this.#finish(id, note, note.found, true);
  }

  /** @throws a refusal */
  async #examine(id: string, note: PartNote): Promise<Found> {
    const { home, queue, settings } = this.#options;
    if (!(await this.#isWhatWasSaid(id, note))) {
      await refuseRow(queue, id, 'content');
      await this.forget(id);
      return this.#refused(id, 'content');
    }
    const read = (from: number, to: number) => home.readPart(id, from, to);
    const found = await this.#inspections.run(() => inspectFile(read, note.size, settings));
    if (!('refusal' in found)) return found;
    await refuseRows(queue, note, found.refusal);
    await this.forget(id);
    return this.#refused(id, found.refusal);
  }

  /** What is remembered of bytes may be older than what another process has written in their place: then they are read. */
  async #isWhatWasSaid(id: string, { hash, size }: PartNote): Promise<boolean> {
    const { hashes } = this.#options;
    const digest = async () => (await hashes.of(id, size)).digest().toString('hex');
    if ((await digest()) === hash) return true;
    hashes.forget(id);
    return (await digest()) === hash;
  }

  async #keep(id: string, note: PartNote, found: Found): Promise<void> {
    const { home, hashes } = this.#options;
    const pieces = (await hashes.of(id, note.size)).checks();
    await this.places.run(note.hash, async () => {
      const isNew = (await home.size(note.hash)) === undefined;
      // The check of a single piece is the name of the file.
      if (note.size > PIECE_BYTES) await home.putPieces(note.hash, pieces);
      await home.putNote(id, { ...note, found });
      await home.keep(id, note.hash);
      const owners = (await home.contentNote(note.hash))?.owners ?? [];
      await home.putContentNote(note.hash, { found, owners: [...new Set([...owners, note.authorId])] });
      await this.#finish(id, note, found, isNew);
    });
  }

  /** @param isNew whether the content takes room that it did not take before */
  async #finish(id: string, note: PartNote, found: Found, isNew: boolean): Promise<void> {
    await storeRows(this.#options.queue, note, found);
    this.#options.room.stored(id, note, isNew);
    this.sums.stored += 1;
    this.sums.storedBytes += note.size;
    await this.forget(id);
  }

  /** Forgets an upload and its bytes. */
  async forget(id: string): Promise<void> {
    const { home, hashes, room } = this.#options;
    hashes.forget(id);
    room.release(id);
    await home.drop(id);
  }

  #refused(id: string, refusal: FileRefusal): never {
    this.sums.refused += 1;
    this.#options.log.info({ attachment: id, refusal }, 'a file was not taken');
    throw fileRefused(refusal);
  }
}
