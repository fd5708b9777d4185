import type { FromEngine, KeptSession } from '../api/host-messages.ts';
import type { Environment } from '../environment.ts';
import type { AccountPointer } from './account-pointer.ts';
import { type KeptToken, TokenSource } from './tokens.ts';

const ATTEMPT_BYTES = 24;

type KeeperEnvironment = Pick<Environment, 'postJson' | 'randomBytes'>;

/** Has the main process keep a session with each new refresh token, as far as the device lets it. */
export class SessionKeeper {
  private readonly environment: KeeperEnvironment;
  private readonly tell: (message: FromEngine) => void;

  constructor(environment: KeeperEnvironment, tell: (message: FromEngine) => void) {
    this.environment = environment;
    this.tell = tell;
  }

  /** The tokens of an account. `unprotected`: the person agreed to keep them without a key store. */
  tokensFor(
    { server, userId, name }: AccountPointer,
    unprotected: boolean,
    kept: KeptSession | undefined,
  ): TokenSource {
    return new TokenSource({
      post: this.environment.postJson,
      server,
      kept: this.keptToken(kept),
      newAttempt: () => this.newAttempt(),
      onRenewed: (token) =>
        this.tell({ kind: 'keep', session: { server, userId, name, ...token, unprotected } }),
    });
  }

  /** Nothing is kept any more. */
  forget(): void {
    this.tell({ kind: 'keep', session: null });
  }

  /** What an earlier version kept gets an attempt before it is used. */
  private keptToken(kept: KeptSession | undefined): KeptToken | undefined {
    if (kept === undefined) return undefined;
    const { refreshToken, attempt = this.newAttempt() } = kept;
    if (kept.attempt === undefined) this.tell({ kind: 'keep', session: { ...kept, attempt } });
    return { refreshToken, attempt };
  }

  private newAttempt(): string {
    return Buffer.from(this.environment.randomBytes(ATTEMPT_BYTES)).toString('base64url');
  }
}
