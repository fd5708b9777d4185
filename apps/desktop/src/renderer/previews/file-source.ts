import type { Attachment } from '@holdfast/shared/model/attachment.ts';
import type { CallResults, Outcome } from '../../engine/api/calls.ts';
import { type DraftFile, PART_BYTES } from '../../engine/api/files.ts';
import { bridge } from '../state/bridge.ts';

/** Where the bytes of a file that is whole on this device come from. */
export interface FileSource {
  /** The SHA-256 of its content: what is made of it is the same for all that have it. */
  readonly hash: string;
  /** In bytes. */
  readonly size: number;
  /** Bytes from `from` to before `to`, at most PART_BYTES of them. */
  readonly read: (from: number, to: number) => Promise<Outcome<CallResults['fileRead']>>;
}

export function attachmentSource({ id, hash, size }: Pick<Attachment, 'id' | 'hash' | 'size'>): FileSource {
  return { hash, size, read: (from, to) => bridge.call('fileRead', { id, from, to }) };
}

/** The same of a file of what is being written. */
export function draftSource({ id, hash, size }: Pick<DraftFile, 'id' | 'hash' | 'size'>): FileSource {
  return { hash, size, read: (from, to) => bridge.call('draftFileRead', { id, from, to }) };
}

/** The bytes could not be read: the file is not whole here, or the disk is at fault. */
export class UnreadableError extends Error {}

/** The bytes are not what they begin like, or are locked with a password. */
export class BrokenError extends Error {
  readonly why: 'broken' | 'locked';

  constructor(message: string, why: 'broken' | 'locked' = 'broken', cause?: unknown) {
    super(message, { cause });
    this.why = why;
  }
}

/**
 * Reads bytes in parts, from `from` to before `to` or the file's end. Throws UnreadableError in plain words, and what
 * `signal` was aborted with.
 */
export async function readParts(
  source: FileSource,
  from: number,
  to: number,
  signal?: AbortSignal,
): Promise<Uint8Array<ArrayBuffer>[]> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const end = Math.min(to, source.size);
  for (let at = from; at < end; at += PART_BYTES) {
    signal?.throwIfAborted();
    const outcome = await source.read(at, Math.min(at + PART_BYTES, end));
    if (!outcome.ok) throw new UnreadableError(outcome.error.message);
    parts.push(new Uint8Array(outcome.value.bytes));
  }
  signal?.throwIfAborted();
  return parts;
}

/** The same in one piece, for a few bytes. */
export async function readBytes(
  source: FileSource,
  from: number,
  to: number,
  signal?: AbortSignal,
): Promise<Uint8Array<ArrayBuffer>> {
  const parts = await readParts(source, from, to, signal);
  const [first] = parts;
  if (first !== undefined && parts.length === 1) return first;
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}
