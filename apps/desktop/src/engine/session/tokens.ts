import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import { type SignedIn, signedInSchema } from '@holdfast/shared/protocol/sign-in.ts';
import { z } from 'zod';
import type { PostJson } from '../environment.ts';
import { postRequest } from './post-request.ts';

/**
 * A refresh token and the attempt that goes with its one use. They are kept together before the token
 * is used, so that a use whose answer was lost, also by a crash, can be repeated (security item 36).
 */
export interface KeptToken {
  readonly refreshToken: string;
  readonly attempt: string;
}

export interface TokenSourceOptions {
  readonly post: PostJson;
  readonly server: string;
  /** What is kept of an earlier sign-in. */
  readonly kept: KeptToken | undefined;
  /** A new random text, at least 16 characters long. */
  readonly newAttempt: () => string;
  /** Told each new refresh token so that it is kept. */
  readonly onRenewed: (kept: KeptToken) => void;
}

/** Gives access tokens of a session, and renews it when they run out. */
export class TokenSource {
  private access: string | undefined;
  private renewing: Promise<string> | undefined;
  private kept: KeptToken | undefined;
  private readonly options: TokenSourceOptions;

  constructor(options: TokenSourceOptions) {
    this.options = options;
    this.kept = options.kept;
  }

  /** Takes the tokens of a fresh sign-in. */
  accept({ accessToken, refreshToken }: SignedIn): void {
    this.access = accessToken;
    this.kept = { refreshToken, attempt: this.options.newAttempt() };
    this.options.onRenewed(this.kept);
  }

  /** The token to connect with. Throws AUTHENTICATION_FAILED where one must sign in again. */
  async current(): Promise<string> {
    return this.access ?? (await this.renew());
  }

  /** Forgets an access token that has run out, unless there is a newer one already. */
  expire(token: string): void {
    if (this.access === token) this.access = undefined;
  }

  /** Ends the session on the server. */
  async signOut(): Promise<void> {
    if (this.kept === undefined) return;
    const { post, server } = this.options;
    const { refreshToken } = this.kept;
    await postRequest(post, new URL('/auth/sign-out', server), { refreshToken }, z.looseObject({}));
  }

  private renew(): Promise<string> {
    // Two renewals at once would use one refresh token twice.
    this.renewing ??= this.askAgain().finally(() => {
      this.renewing = undefined;
    });
    return this.renewing;
  }

  private async askAgain(): Promise<string> {
    if (this.kept === undefined) {
      throw new HoldfastError('AUTHENTICATION_FAILED', 'Sign in again to send and receive changes.');
    }
    const { post, server } = this.options;
    const renewed = await postRequest(post, new URL('/auth/refresh', server), this.kept, signedInSchema);
    this.accept(renewed);
    return renewed.accessToken;
  }
}
