import { createHash, randomBytes } from 'node:crypto';

/** A refresh token: the id of its session and 32 random bytes. The server keeps only its hash. */
export function newRefreshToken(sessionId: string): string {
  return `${sessionId}.${randomBytes(32).toString('base64url')}`;
}

/** The session that a token names; the token may still be forged. */
export function sessionOf(token: string): string {
  return token.split('.', 1)[0] ?? '';
}

/** Random bytes need no slow hash: nobody can guess them. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
