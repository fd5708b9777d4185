import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import { errors, jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';

const ALGORITHM = 'HS256';
const TYPE = 'at+jwt';
const ISSUER = 'holdfast';
const AUDIENCE = 'holdfast-sync';

/** Who a token is for. Role and scopes are never in it: they are read where they are used (S7). */
export interface TokenIdentity {
  readonly userId: string;
  readonly sessionId: string;
}

/** Who a token is for, and when it runs out, in milliseconds since 1970. */
export interface CheckedToken extends TokenIdentity {
  readonly expiresAt: number;
}

const claims = z.object({ sub: z.string().min(1), sid: z.string().min(1), exp: z.number() });

/** Makes and checks access tokens: signed, short-lived, good for this server only. */
export class AccessTokens {
  readonly #key: Uint8Array;
  readonly #seconds: number;
  readonly #now: () => number;

  /** @param seconds how long a token is good for */
  constructor(secret: string, seconds: number, now: () => number) {
    this.#key = new TextEncoder().encode(secret);
    this.#seconds = seconds;
    this.#now = now;
  }

  issue({ userId, sessionId }: TokenIdentity): Promise<string> {
    const now = Math.floor(this.#now() / 1000);
    return new SignJWT({ sid: sessionId })
      .setProtectedHeader({ alg: ALGORITHM, typ: TYPE })
      .setSubject(userId)
      .setIssuer(ISSUER)
      .setAudience(AUDIENCE)
      .setIssuedAt(now)
      .setExpirationTime(now + this.#seconds)
      .sign(this.#key);
  }

  /** @throws TOKEN_EXPIRED, or AUTHENTICATION_FAILED for anything that this server did not sign */
  async verify(token: string): Promise<CheckedToken> {
    try {
      const { payload } = await jwtVerify(token, this.#key, {
        algorithms: [ALGORITHM],
        typ: TYPE,
        issuer: ISSUER,
        audience: AUDIENCE,
        requiredClaims: ['exp', 'sub', 'sid'],
        currentDate: new Date(this.#now()),
      });
      const { sub, sid, exp } = claims.parse(payload);
      return { userId: sub, sessionId: sid, expiresAt: exp * 1000 };
    } catch (error) {
      if (error instanceof errors.JWTExpired) {
        throw new HoldfastError('TOKEN_EXPIRED', 'The sign-in has run out and is renewed.', { cause: error });
      }
      throw new HoldfastError('AUTHENTICATION_FAILED', 'Sign in again.', { cause: error });
    }
  }
}
