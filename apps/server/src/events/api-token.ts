import { createHash, randomBytes } from 'node:crypto';

/** What a token begins with, so that people and scanners know one when they see it. */
const PREFIX = 'holdfast_';

/** The largest token that is looked at. */
export const TOKEN_LENGTH = 200;

/** A token of a bot: the id of its record and 32 random bytes. The server keeps only its hash. */
export function newApiToken(id: string): string {
  return `${PREFIX}${id}.${randomBytes(32).toString('base64url')}`;
}

/** Whether a bearer token is meant as one of these. */
export function isApiToken(token: string): boolean {
  return token.startsWith(PREFIX);
}

/** The record that a token names; the token may still be forged. */
export function recordOfToken(token: string): string {
  return isApiToken(token) ? (token.slice(PREFIX.length).split('.', 1)[0] ?? '') : '';
}

/** Random bytes need no slow hash: nobody can guess them. */
export function hashApiToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
