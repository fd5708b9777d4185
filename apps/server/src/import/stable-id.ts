import { createHash } from 'node:crypto';
import { formatUuidV7 } from '@holdfast/shared/ids.ts';

/**
 * The id of something that another system knows by a key: the same at every run, so that nothing
 * is imported twice (S2: an id is never used again).
 * @param ms when it was made, in milliseconds since 1970
 */
export function stableId(ms: number, ...key: readonly string[]): string {
  const hash = createHash('sha256').update(JSON.stringify(key)).digest();
  return formatUuidV7(ms, hash.readUInt16BE(0) & 0xfff, hash.subarray(2, 10));
}
