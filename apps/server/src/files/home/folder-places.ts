import { join } from 'node:path';

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const HASH = /^[0-9a-f]{64}$/;
/** What follows the hash in the name of the file that holds the checks of its pieces. */
const PIECES_ENDING = '.pieces';
/** What follows the id of an upload, or the hash of a file, in the name of the file that holds its note. */
const NOTE_ENDING = '.json';
const LOCK_ENDING = '.lock';
/** Contents whose hashes begin alike share a lock, so that locks need not be removed: there are 4,096. */
const PLACE_DIGITS = 3;

/** Where in a folder everything lies: `whole/ab/<hash>`, `parts/<attachment id>`, `locks/abc.lock`. */
export class FolderPlaces {
  readonly wholes: string;
  readonly parts: string;
  readonly locks: string;

  constructor(folder: string) {
    this.wholes = join(folder, 'whole');
    this.parts = join(folder, 'parts');
    this.locks = join(folder, 'locks');
  }

  part(id: string): string {
    if (!ID.test(id)) throw new TypeError('This is not the id of an attachment.');
    return join(this.parts, id);
  }

  note(id: string): string {
    return `${this.part(id)}${NOTE_ENDING}`;
  }

  lock(id: string): string {
    return `${this.part(id)}${LOCK_ENDING}`;
  }

  /** What contents are locked by. */
  placeOf(hash: string): string {
    if (!isHash(hash)) throw new TypeError('This is not a SHA-256.');
    return hash.slice(0, PLACE_DIGITS);
  }

  placeLock(place: string): string {
    return join(this.locks, `${place}${LOCK_ENDING}`);
  }

  /** Files are spread over 256 folders by the beginning of their hash. */
  shelf(hash: string): string {
    if (!isHash(hash)) throw new TypeError('This is not a SHA-256.');
    return join(this.wholes, hash.slice(0, 2));
  }

  whole(hash: string): string {
    return join(this.shelf(hash), hash);
  }

  pieces(hash: string): string {
    return `${this.whole(hash)}${PIECES_ENDING}`;
  }

  contentNote(hash: string): string {
    return `${this.whole(hash)}${NOTE_ENDING}`;
  }
}

export function isHash(name: string): boolean {
  return HASH.test(name);
}

export function isPartId(name: string): boolean {
  return ID.test(name);
}
