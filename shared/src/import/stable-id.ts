import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { formatUuidV7, idSchema } from '../ids.ts';

/**
 * The id of something that another system knows by a key: the same at every run, so that nothing
 * is imported twice (S2: an id is never used again).
 * @param ms when it was made, in milliseconds since 1970
 */
export function stableId(ms: number, ...key: readonly string[]): string {
  const hash = sha256(utf8ToBytes(JSON.stringify(key)));
  const twelveBits = (((hash[0] ?? 0) << 8) | (hash[1] ?? 0)) & 0xfff;
  return formatUuidV7(ms, twelveBits, hash.subarray(2, 10));
}

/** The id for a row of a file. A key that is an id of ours is that row, so that an export comes back as itself. */
export function importedId(source: string, kind: string, key: string): string {
  return idSchema.safeParse(key).success ? key : stableId(0, source, kind, key);
}
