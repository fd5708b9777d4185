import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { z } from 'zod';
import { idSchema } from './ids.ts';

/** The id of a row: a UUIDv7 of whoever made it, or the one that follows from what the row is of (`derivedId`). */
export const rowIdSchema = z.union([idSchema, z.uuid({ version: 'v8' })]);

/**
 * The id that follows from what a row is of, whoever makes it and wherever: two who make the same one at the
 * same time, each without a network, make one row. A UUIDv8 (RFC 9562) of the text's hash, so it can be no
 * row's that somebody chose an id for. Such a row is never deleted, since its id could not be used again (S2).
 * Rows of many that have the same `near` (an integer below 2^48) stand together in the order of ids: those that
 * are written together then take few pages of a database.
 */
export function derivedId(text: string, near?: number): string {
  const bytes = sha256(utf8ToBytes(text)).slice(0, 16);
  if (near !== undefined) putFirst(bytes, near);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** Puts a number into the first six bytes. */
function putFirst(bytes: Uint8Array, value: number): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  view.setUint16(0, Math.floor(value / 2 ** 32));
  view.setUint32(2, value % 2 ** 32);
}
