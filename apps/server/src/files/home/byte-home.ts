import type { Readable } from 'node:stream';
import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';

/** What the content of a file was found to be. */
export interface Found {
  readonly kind: string | null;
  /** Of a picture, in pixels. */
  readonly width: number | null;
  readonly height: number | null;
}

/** What is kept beside the bytes of a whole file. */
export interface ContentNote {
  readonly found: Found;
  /** Who has shown to have it, by sending all of it. */
  readonly owners: readonly string[];
}

/** What is known of an upload that is not finished. */
export interface PartNote {
  readonly hash: string;
  /** Of the whole file, in bytes. */
  readonly size: number;
  readonly authorId: string;
  /** In milliseconds since 1970. */
  readonly startedAt: number;
  /** It asks for room, and may not have it. */
  readonly asks?: true;
  /** Noted once all bytes are there and were found to be what was said, and before they are kept under their hash. */
  readonly found?: Found;
  /** Up to where all was known to be what was sent, and the check of the piece that ends there, in base64. */
  readonly good?: GoodPlace;
}

export interface GoodPlace {
  readonly at: number;
  readonly check: string;
}

export interface KnownPart {
  /** Nothing where its beginning was cut short: such a part is of no use. */
  readonly note: PartNote | undefined;
  /** In bytes. */
  readonly size: number;
  /** When something arrived last, in milliseconds since 1970. */
  readonly changedAt: number;
}

export interface KnownWhole {
  readonly hash: string;
  /** In bytes. */
  readonly size: number;
  /** When its bytes arrived last, in milliseconds since 1970. */
  readonly keptAt: number;
}

export interface PartHold {
  release(): Promise<void>;
}

/** An upload's part while bytes arrive. One writer at a time; the caller sees to that. */
export interface PartWriter {
  /** Puts bytes at a place. Resolves when the system has them, not when they are on the disk. */
  write(at: number, bytes: readonly Uint8Array[]): Promise<void>;
  close(): Promise<void>;
}

/** A whole file while it is read into memory that the reader has: what is read again and again makes no garbage. */
export interface WholeReader {
  /** Reads from a place on, as much as there is room for. Gives how much; nothing at its end. */
  read(into: Uint8Array, at: number): Promise<number>;
  close(): Promise<void>;
}

/**
 * Where the server keeps the bytes of files: parts of uploads by the id of their attachment, and whole, verified
 * files by their SHA-256. Ids are UUIDs and hashes are 64 hexadecimal digits; anything else is refused, so that
 * no name leads elsewhere. Where bytes cannot be written everything throws SERVER_BUSY (`storage`).
 */
export interface ByteHome {
  /**
   * Takes an upload for this process alone, for what changes it. Nothing while another process has it. It ends
   * with the process, however that ends.
   */
  hold(id: string): Promise<PartHold | undefined>;
  /** Begins an upload, or leaves it as it is where it has begun. */
  begin(id: string, note: PartNote): Promise<void>;
  note(id: string): Promise<PartNote | undefined>;
  putNote(id: string, note: PartNote): Promise<void>;
  /** How many bytes of an upload are here; nothing where it has not begun, or is kept already. */
  partSize(id: string): Promise<number | undefined>;
  openPart(id: string): Promise<PartWriter>;
  truncate(id: string, length: number): Promise<void>;
  /** Bytes of a part; `to` is not included. Fewer where it ends before. */
  readPart(id: string, from: number, to: number): Promise<Uint8Array>;
  /** Forgets an upload and its bytes. */
  drop(id: string): Promise<void>;
  /** The ids of all uploads that are not finished. */
  parts(): AsyncIterable<string>;
  part(id: string): Promise<KnownPart>;

  /** What `holdPlace` takes a hash by. Some contents share one. */
  placeOf(hash: string): string;
  /** Takes a place for this process alone. Nothing while somebody has it. It ends with the process. */
  holdPlace(place: string): Promise<PartHold | undefined>;
  /**
   * Puts the bytes of an upload in their place, on the disk for good; in place of those that are there already,
   * which may have suffered since. The note stays until `drop`.
   */
  keep(id: string, hash: string): Promise<void>;
  /** The size of a whole file, in bytes; nothing where it is not here. */
  size(hash: string): Promise<number | undefined>;
  /** Bytes of a whole file; `to` is not included. The stream fails where it is not here. */
  read(hash: string, from: number, to: number): Readable;
  /** Opens a whole file to read it, also while it is removed. */
  openWhole(hash: string): Promise<WholeReader>;
  remove(hash: string): Promise<void>;
  /** All whole files. */
  wholes(): AsyncIterable<KnownWhole>;
  /** Keeps the checks of the pieces of a file (files/pieces.ts), 32 bytes each. */
  putPieces(hash: string, pieces: Uint8Array): Promise<void>;
  pieces(hash: string): Promise<Uint8Array | undefined>;
  putContentNote(hash: string, note: ContentNote): Promise<void>;
  contentNote(hash: string): Promise<ContentNote | undefined>;

  /**
   * Whether bytes can be written.
   * @throws SERVER_BUSY (`storage`) where they cannot
   */
  probe(): Promise<void>;
}

/** When it is worth to try again where files cannot be saved, in milliseconds. */
const RETRY_AFTER_MS = 30_000;

/** The error for whoever sends a file while none can be saved: nothing is wrong with it, and it shall come again. */
export function homeFailed(cause: unknown): HoldfastError {
  return new HoldfastError(
    'SERVER_BUSY',
    'The server cannot save files right now. They will be sent later.',
    {
      reason: 'storage',
      retryAfterMs: RETRY_AFTER_MS,
      cause,
    },
  );
}
