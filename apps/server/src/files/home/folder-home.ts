import { constants, createReadStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { z } from 'zod';
import { type FolderHold, tryHoldFile } from '../../store/sqlite/folder-lock.ts';
import type {
  ByteHome,
  ContentNote,
  Found,
  KnownPart,
  KnownWhole,
  PartHold,
  PartNote,
  PartWriter,
  WholeReader,
} from './byte-home.ts';
import { requireRoom } from './disk-room.ts';
import { EarlySync } from './early-sync.ts';
import { type FolderDisk, fromDisk, ifThere, realDisk, syncFile, syncFolder } from './folder-disk.ts';
import { FolderPlaces, isHash, isPartId } from './folder-places.ts';

/** Only who runs the server may look into the files. */
const OWN_FOLDER = { recursive: true, mode: 0o700 } as const;
const OWN_FILE = 0o600;

/** Read at a time: with less a large file takes more turns, with more the disk and the line wait for each other. */
const READ_BYTES = 256 * 1024;

/** So often is looked whether there still is room, by what was written. */
const LOOK_EVERY_BYTES = 8 * 1024 * 1024;

const foundSchema: z.ZodType<Found> = z.object({
  kind: z.string().nullable(),
  width: z.number().nullable(),
  height: z.number().nullable(),
});

const noteSchema: z.ZodType<PartNote> = z.object({
  hash: z.string(),
  size: z.number(),
  authorId: z.string(),
  startedAt: z.number(),
  asks: z.literal(true).exactOptional(),
  found: foundSchema.exactOptional(),
  good: z.object({ at: z.number(), check: z.string() }).exactOptional(),
});

const contentNoteSchema: z.ZodType<ContentNote> = z.object({
  found: foundSchema,
  owners: z.array(z.string()),
});

/** Keeps bytes in a folder of the server's disk. */
export class FolderHome implements ByteHome {
  readonly #places: FolderPlaces;
  readonly #disk: FolderDisk;

  constructor(folder: string, disk: FolderDisk = realDisk) {
    this.#places = new FolderPlaces(folder);
    this.#disk = disk;
  }

  async hold(id: string): Promise<PartHold | undefined> {
    await fromDisk(this.#disk.mkdir(this.#places.parts, OWN_FOLDER));
    const hold = tryHoldFile(this.#places.lock(id));
    return hold && { release: () => this.#release(id, hold) };
  }

  /** The note comes last: a part without one is of no use, and one with a note has begun. */
  async begin(id: string, note: PartNote): Promise<void> {
    if ((await this.note(id)) !== undefined) return;
    await fromDisk(this.#disk.mkdir(this.#places.parts, OWN_FOLDER));
    await fromDisk(this.#disk.writeFile(this.#places.part(id), '', { mode: OWN_FILE }));
    await this.putNote(id, note);
  }

  async note(id: string): Promise<PartNote | undefined> {
    const text = await ifThere(this.#disk.readFile(this.#places.note(id), 'utf8'));
    return text === undefined ? undefined : readJson(text, noteSchema);
  }

  async putNote(id: string, note: PartNote): Promise<void> {
    await this.#putFile(this.#places.note(id), JSON.stringify(note));
  }

  async partSize(id: string): Promise<number | undefined> {
    return (await ifThere(this.#disk.stat(this.#places.part(id))))?.size;
  }

  async openPart(id: string): Promise<PartWriter> {
    const handle = await fromDisk(this.#disk.open(this.#places.part(id), 'r+'));
    const early = new EarlySync(handle);
    let unlooked = LOOK_EVERY_BYTES;
    return {
      write: async (at, bytes) => {
        if (unlooked >= LOOK_EVERY_BYTES) {
          await requireRoom(this.#disk, this.#places.parts);
          unlooked = 0;
        }
        const length = bytes.reduce((sum, part) => sum + part.length, 0);
        const { bytesWritten } = await fromDisk(handle.writev([...bytes], at));
        unlooked += length;
        // A disk that fills up may take a part of it without an error.
        if (bytesWritten < length) await fromDisk(writeRest(handle, bytes, at, bytesWritten));
        await fromDisk(early.wrote(length));
      },
      close: () => fromDisk(early.end().finally(() => handle.close())),
    };
  }

  async truncate(id: string, length: number): Promise<void> {
    await fromDisk(this.#disk.truncate(this.#places.part(id), length));
  }

  async readPart(id: string, from: number, to: number): Promise<Uint8Array> {
    const handle = await fromDisk(this.#disk.open(this.#places.part(id), 'r'));
    try {
      const { bytesRead, buffer } = await fromDisk(handle.read(Buffer.alloc(to - from), 0, to - from, from));
      return buffer.subarray(0, bytesRead);
    } finally {
      await handle.close();
    }
  }

  async drop(id: string): Promise<void> {
    await fromDisk(this.#disk.rm(this.#places.note(id), { force: true }));
    await fromDisk(this.#disk.rm(this.#places.part(id), { force: true }));
  }

  async *parts(): AsyncIterable<string> {
    const ids = new Set<string>();
    // All at once, which is faster: it is asked with each upload that begins.
    for (const name of (await ifThere(this.#disk.readdir(this.#places.parts))) ?? []) {
      const id = name.split('.', 1)[0] ?? '';
      if (isPartId(id)) ids.add(id);
    }
    yield* ids;
  }

  async part(id: string): Promise<KnownPart> {
    const part = await ifThere(this.#disk.stat(this.#places.part(id)));
    const noted = await ifThere(this.#disk.stat(this.#places.note(id)));
    const changedAt = Math.max(part?.mtimeMs ?? 0, noted?.mtimeMs ?? 0);
    return { note: await this.note(id), size: part?.size ?? 0, changedAt };
  }

  placeOf(hash: string): string {
    return this.#places.placeOf(hash);
  }

  async holdPlace(place: string): Promise<PartHold | undefined> {
    await fromDisk(this.#disk.mkdir(this.#places.locks, OWN_FOLDER));
    const hold = tryHoldFile(this.#places.placeLock(place));
    return hold && { release: async () => hold.release() };
  }

  async keep(id: string, hash: string): Promise<void> {
    await fromDisk(syncFile(this.#disk, this.#places.part(id)));
    await this.#makeShelf(hash);
    await fromDisk(this.#disk.rename(this.#places.part(id), this.#places.whole(hash)));
    await fromDisk(syncFolder(this.#disk, this.#places.shelf(hash)));
  }

  async size(hash: string): Promise<number | undefined> {
    return (await ifThere(this.#disk.stat(this.#places.whole(hash))))?.size;
  }

  read(hash: string, from: number, to: number): Readable {
    if (from >= to) return Readable.from([]);
    return createReadStream(this.#places.whole(hash), {
      start: from,
      end: to - 1,
      highWaterMark: READ_BYTES,
    });
  }

  async openWhole(hash: string): Promise<WholeReader> {
    const handle = await fromDisk(this.#disk.open(this.#places.whole(hash), 'r'));
    return {
      read: async (into, at) => (await fromDisk(handle.read(into, 0, into.length, at))).bytesRead,
      close: () => fromDisk(handle.close()),
    };
  }

  async remove(hash: string): Promise<void> {
    await fromDisk(this.#disk.rm(this.#places.whole(hash), { force: true }));
    await fromDisk(this.#disk.rm(this.#places.pieces(hash), { force: true }));
    await fromDisk(this.#disk.rm(this.#places.contentNote(hash), { force: true }));
  }

  async *wholes(): AsyncIterable<KnownWhole> {
    for await (const shelf of this.#namesIn(this.#places.wholes)) {
      for await (const hash of this.#namesIn(join(this.#places.wholes, shelf))) {
        if (!isHash(hash)) continue;
        const found = await ifThere(this.#disk.stat(this.#places.whole(hash)));
        if (found !== undefined) yield { hash, size: found.size, keptAt: found.mtimeMs };
      }
    }
  }

  async putPieces(hash: string, pieces: Uint8Array): Promise<void> {
    await this.#makeShelf(hash);
    await this.#putFile(this.#places.pieces(hash), pieces);
  }

  async pieces(hash: string): Promise<Uint8Array | undefined> {
    return ifThere(this.#disk.readFile(this.#places.pieces(hash)));
  }

  async putContentNote(hash: string, note: ContentNote): Promise<void> {
    await this.#makeShelf(hash);
    await this.#putFile(this.#places.contentNote(hash), JSON.stringify(note));
  }

  async contentNote(hash: string): Promise<ContentNote | undefined> {
    const text = await ifThere(this.#disk.readFile(this.#places.contentNote(hash), 'utf8'));
    return text === undefined ? undefined : readJson(text, contentNoteSchema);
  }

  async probe(): Promise<void> {
    await fromDisk(this.#disk.mkdir(this.#places.parts, OWN_FOLDER));
    await fromDisk(this.#disk.access(this.#places.parts, constants.W_OK));
    await requireRoom(this.#disk, this.#places.parts);
  }

  /** Whoever asks for uploads that there are not leaves nothing behind. Windows removes no file that is open. */
  async #release(id: string, hold: FolderHold): Promise<void> {
    const isOver = (await this.note(id)) === undefined;
    if (process.platform === 'win32') hold.release();
    try {
      if (isOver) await fromDisk(this.#disk.rm(this.#places.lock(id), { force: true }));
    } finally {
      hold.release();
    }
  }

  async #makeShelf(hash: string): Promise<void> {
    const made = await fromDisk(this.#disk.mkdir(this.#places.shelf(hash), OWN_FOLDER));
    if (made !== undefined) await fromDisk(syncFolder(this.#disk, this.#places.wholes));
  }

  /** A file that is there whole or not at all. */
  async #putFile(place: string, content: string | Uint8Array): Promise<void> {
    const beside = `${place}.new`;
    await fromDisk(this.#disk.writeFile(beside, content, { mode: OWN_FILE }));
    await fromDisk(this.#disk.rename(beside, place));
  }

  async *#namesIn(folder: string): AsyncIterable<string> {
    const entries = await ifThere(this.#disk.opendir(folder));
    if (entries === undefined) return;
    for await (const { name } of entries) yield name;
  }
}

type Handle = Awaited<ReturnType<FolderDisk['open']>>;

async function writeRest(
  handle: Handle,
  bytes: readonly Uint8Array[],
  at: number,
  done: number,
): Promise<void> {
  const rest = Buffer.concat(bytes).subarray(done);
  for (let written = 0; written < rest.length; ) {
    const { bytesWritten } = await handle.write(rest, written, rest.length - written, at + done + written);
    written += bytesWritten;
  }
}

/** A note that cannot be read is none: an upload begins anew then. */
function readJson<T>(text: string, schema: z.ZodType<T>): T | undefined {
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
