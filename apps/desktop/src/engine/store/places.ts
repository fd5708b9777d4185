import { readMeta, writeMeta } from './meta.ts';
import type { Statements } from './statements.ts';

/*
 * Accepted changes are kept in the order in which they were made, although their answers may come
 * out of order: the place of one is its sequence number, behind the places of all earlier client ids.
 */

/** What is added to a sequence number to get the place of a change of this client id. */
export function placeOffset(statements: Statements): number {
  const known = readMeta(statements, 'placeOffset');
  return known === undefined ? beginPlaces(statements) : Number(known);
}

/** Sequence numbers begin anew: from here on places lie behind all that there are. */
export function beginPlaces(statements: Statements): number {
  const last = statements.get<{ place: number | null }>('SELECT max(place) AS place FROM confirmed')?.place;
  const given =
    Number(readMeta(statements, 'placeOffset') ?? '0') + Number(readMeta(statements, 'lastSeq') ?? '0');
  const offset = readMeta(statements, 'placeOffset') === undefined ? (last ?? 0) : Math.max(last ?? 0, given);
  writeMeta(statements, 'placeOffset', String(offset));
  return offset;
}
