import { canonicalJson } from './json.ts';

/** Hashes stay below this, so that a million of them fit the sum of a 64-bit integer. */
export const HASH_LIMIT = 2 ** 40;

/**
 * A number below 2^40 from a text: the well-known cyrb53 by bryc (public domain), cut. For finding
 * differences, not for keeping secrets.
 */
export function hashText(text: string): number {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let place = 0; place < text.length; place += 1) {
    const code = text.charCodeAt(place);
    high = Math.imul(high ^ code, 2654435761);
    low = Math.imul(low ^ code, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return (low >>> 0) + (high & 0xff) * 2 ** 32;
}

/** The hash of a row as it was sent: `json` is its content, in the text that the server stores and `JSON.stringify` gives again (S31). */
export function hashRow(table: string, id: string, version: number, json: string): number {
  return hashText(`${table}/${id}@${version} ${json}`);
}

/** The hash of a client's finished cursors, for the check of a quiet line (S17). */
export function hashCursors(cursors: Readonly<Record<string, number>>): number {
  return hashText(canonicalJson(cursors));
}

/** Adds hashes, so that the sum of a scope does not depend on the order of its rows; `by` may be negative. */
export function addHash(sum: number, by: number): number {
  return (((sum + by) % HASH_LIMIT) + HASH_LIMIT) % HASH_LIMIT;
}
