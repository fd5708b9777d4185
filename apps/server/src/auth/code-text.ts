import { createHash, randomBytes } from 'node:crypto';

/** Crockford's Base32: no letter looks like another letter or a digit. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** Five bits each: a hundred, so that nobody can guess one. */
const LENGTH = 20;
const GROUP = 4;

/** A new code, as a person reads and types it: `ABCD-EFGH-JKMN-PQRS-TVWX`. */
export function newCode(): string {
  const letters = [...randomBytes(LENGTH)].map((byte) => ALPHABET[byte % ALPHABET.length]).join('');
  return letters.match(new RegExp(`.{${GROUP}}`, 'g'))?.join('-') ?? '';
}

/** The hash of a code that somebody typed: in any case, with or without dashes and spaces, O for 0, I and L for 1. */
export function hashCode(typed: string): string {
  const letters = typed
    .toUpperCase()
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1')
    .replace(/[^0-9A-Z]/g, '');
  return createHash('sha256').update(letters).digest('base64url');
}
