import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { z } from 'zod';
import { idSchema } from './ids.ts';

/** The id of a thread: a UUIDv7 like any other, or the one that belongs to a set of people (`directThreadId`). */
export const threadIdSchema = z.union([idSchema, z.uuid({ version: 'v8' })]);

/**
 * The id of the direct conversation of these people, whoever opens it and wherever: two who open it at
 * the same time, each without a network, write in the same one. A UUIDv8 (RFC 9562) of their ids' hash,
 * so it can be no row's that somebody chose an id for.
 */
export function directThreadId(userIds: readonly string[]): string {
  const people = [...new Set(userIds)].sort().join(' ');
  const bytes = sha256(utf8ToBytes(`direct ${people}`)).slice(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
