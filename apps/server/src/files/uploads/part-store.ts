import type { Readable } from 'node:stream';
import { attachmentModel } from '@holdfast/shared/model/attachment.ts';
import { notFound } from '@holdfast/shared/protocol/errors.ts';
import { PIECES_HEADER } from '@holdfast/shared/protocol/files.ts';
import { DataStore, Upload } from '@tus/server';
import type { Store } from '../../store/store.ts';
import type { Outside } from '../../sync/outside.ts';
import type { Arrivals } from '../arrivals/arrivals.ts';
import { ownAttachment } from '../arrivals/own-attachment.ts';
import type { Room } from '../arrivals/room.ts';
import type { ByteHome, GoodPlace } from '../home/byte-home.ts';
import type { PartHashes } from './part-hashes.ts';
import { readPieceChecks } from './piece-checks.ts';
import { BrokenPiece, receive } from './receive.ts';
import { badUpload } from './upload-errors.ts';
import { currentRequest, currentRow } from './upload-request.ts';
import { whileAllowed } from './while-allowed.ts';

export interface PartStoreOptions {
  readonly store: Store;
  readonly home: ByteHome;
  readonly hashes: PartHashes;
  readonly arrivals: Arrivals;
  readonly room: Room;
  readonly outside: Pick<Outside, 'now' | 'elapsed'>;
}

/** The uploads that the tus library sees: each has the id of its attachment, and lies in the home. */
export class PartStore extends DataStore {
  override readonly extensions = ['creation', 'termination'];
  readonly #options: PartStoreOptions;

  constructor(options: PartStoreOptions) {
    super();
    this.#options = options;
  }

  /**
   * Begins an upload, or leaves it as it is where it has begun.
   * @throws INVALID_MESSAGE where it is said to be of another size than its row says; a refusal where there is no room
   */
  override async create(upload: Upload): Promise<Upload> {
    const { room, arrivals, outside } = this.#options;
    const { hash, size, authorId, storedAt } = currentRow();
    if (upload.size !== size) throw badUpload('The file is said to have another size than its attachment.');
    if (storedAt !== null) return upload;
    const note = { hash, size, authorId, startedAt: outside.now() };
    const refusal = await room.begin(upload.id, note);
    return refusal === undefined ? upload : arrivals.refuse(upload.id, refusal);
  }

  /** @throws NOT_FOUND where it has not begun */
  override async getUpload(id: string): Promise<Upload> {
    const { size, storedAt } = currentRow();
    const offset = storedAt === null ? await this.#options.home.partSize(id) : size;
    if (offset === undefined) throw notFound(attachmentModel.label);
    return new Upload({ id, size, offset });
  }

  /**
   * Takes the body of the request that is being answered; the library's own stream is empty.
   * @throws BrokenPiece, after going back to the last good place; what `receive` throws
   */
  override async write(stream: Readable, id: string, _offset: number): Promise<number> {
    stream.resume();
    const { home, hashes } = this.#options;
    const { size, storedAt } = currentRow();
    if (storedAt !== null) return size;
    const checks = readPieceChecks(currentRequest().raw.headers[PIECES_HEADER]);
    const hash = await hashes.of(id, size);
    const writer = await home.openPart(id);
    try {
      await receive({ source: this.#body(), writer, hash, checks });
    } catch (error) {
      if (error instanceof BrokenPiece) await home.truncate(id, hash.goBack());
      throw error;
    } finally {
      await writer.close();
      if (hash.at < size) await this.#noteGood(id, hash.good);
    }
    return hash.at;
  }

  override async remove(id: string): Promise<void> {
    await this.#options.arrivals.forget(id);
  }

  /** So that a restart, or another process that goes on with it, need not trust less than this one did. */
  async #noteGood(id: string, good: GoodPlace): Promise<void> {
    const { home } = this.#options;
    const note = await home.note(id);
    if (note !== undefined && good.at > (note.good?.at ?? 0)) await home.putNote(id, { ...note, good });
  }

  #body(): AsyncIterable<Uint8Array> {
    const { store, outside } = this.#options;
    const { raw, id, userId } = currentRequest();
    const look = () => store.read(() => ownAttachment(userId, id, outside.now()));
    // The line must outlive what is read from it, to carry the answer.
    return whileAllowed(raw.iterator({ destroyOnReturn: false }), look, outside);
  }
}
