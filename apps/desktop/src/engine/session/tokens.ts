import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import { type SignedIn, type SignInRequest, signedInSchema } from '@holdfast/shared/protocol/sign-in.ts';
import type { PostJson } from '../environment.ts';
import { postRequest } from './post-request.ts';

/** Signs in with a password. Throws the server's error, or CONNECTION_ERROR. */
export function signInWithPassword(
  post: PostJson,
  server: string,
  request: SignInRequest,
): Promise<SignedIn> {
  return askForTokens(post, new URL('/auth/sign-in', server), request);
}

/** Gives access tokens of a session, and renews it when they run out. */
export class TokenSource {
  private access: string | undefined;
  private renewing: Promise<string> | undefined;

  private readonly post: PostJson;
  private readonly server: string;
  private refreshToken: string | undefined;
  /** Told each new refresh token so that it is kept. */
  private readonly onRenewed: (refreshToken: string) => void;

  constructor(
    post: PostJson,
    server: string,
    refreshToken: string | undefined,
    onRenewed: (refreshToken: string) => void,
  ) {
    this.post = post;
    this.server = server;
    this.refreshToken = refreshToken;
    this.onRenewed = onRenewed;
  }

  /** Takes the tokens of a fresh sign-in. */
  accept(signedIn: SignedIn): void {
    this.access = signedIn.accessToken;
    this.refreshToken = signedIn.refreshToken;
  }

  /** The token to connect with. Throws AUTHENTICATION_FAILED where one must sign in again. */
  async current(): Promise<string> {
    return this.access ?? (await this.renew());
  }

  /** Forgets an access token that has run out, unless there is a newer one already. */
  expire(token: string): void {
    if (this.access === token) this.access = undefined;
  }

  /** Ends the session on the server. What goes wrong is of no use to anybody who leaves. */
  async signOut(): Promise<void> {
    if (this.refreshToken === undefined) return;
    await this.post(String(new URL('/auth/sign-out', this.server)), { refreshToken: this.refreshToken });
  }

  private renew(): Promise<string> {
    // Two renewals at once would use one refresh token twice.
    this.renewing ??= this.askAgain().finally(() => {
      this.renewing = undefined;
    });
    return this.renewing;
  }

  private async askAgain(): Promise<string> {
    if (this.refreshToken === undefined) {
      throw new HoldfastError('AUTHENTICATION_FAILED', 'Sign in again to send and receive changes.');
    }
    const renewed = await askForTokens(this.post, new URL('/auth/refresh', this.server), {
      refreshToken: this.refreshToken,
    });
    this.accept(renewed);
    this.onRenewed(renewed.refreshToken);
    return renewed.accessToken;
  }
}

function askForTokens(post: PostJson, url: URL, body: unknown): Promise<SignedIn> {
  return postRequest(post, url, body, signedInSchema);
}
