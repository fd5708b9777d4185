import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/**
 * Makes refresh tokens: the id of a session, 32 bytes that nobody can guess, and a seal over both by
 * which this server knows its own. Of each session only the hashes of the last two are kept.
 */
export class RefreshTokens {
  readonly #secret: string;

  constructor(secret: string) {
    this.#secret = secret;
  }

  /** The first token of a session. */
  first(sessionId: string): string {
    return this.#sealed(sessionId, randomBytes(32));
  }

  /**
   * The token after this one. With an attempt it is always the same one, so that an answer that was
   * lost can be given again although the token itself is not kept.
   */
  next(token: string, attempt: string | undefined): string {
    const id = sessionOf(token);
    if (attempt === undefined) return this.first(id);
    return this.#sealed(id, this.#digest(`next ${JSON.stringify([token, attempt])}`));
  }

  /** Whether this server once made the token, so that whoever sends it has or had the device. */
  isOurs(token: string): boolean {
    const end = token.lastIndexOf('.');
    const seal = Buffer.from(token.slice(end + 1), 'base64url');
    const right = this.#seal(token.slice(0, Math.max(0, end)));
    return seal.length === right.length && timingSafeEqual(seal, right);
  }

  #sealed(sessionId: string, bytes: Buffer): string {
    const body = `${sessionId}.${bytes.toString('base64url')}`;
    return `${body}.${this.#seal(body).toString('base64url')}`;
  }

  #seal(body: string): Buffer {
    return this.#digest(`seal ${body}`).subarray(0, 16);
  }

  /** The words before what is digested keep seals, tokens and access tokens apart. */
  #digest(text: string): Buffer {
    return createHmac('sha256', this.#secret).update(`holdfast refresh ${text}`).digest();
  }
}

/** The session that a token names; the token may still be forged. */
export function sessionOf(token: string): string {
  return token.split('.', 1)[0] ?? '';
}

/** Random bytes need no slow hash: nobody can guess them. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
