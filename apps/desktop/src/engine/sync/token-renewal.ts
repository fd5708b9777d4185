import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import type { Environment } from '../environment.ts';
import type { TokenSource } from '../session/tokens.ts';
import { backoff } from './backoff.ts';
import type { Connection } from './transport.ts';

export interface TokenRenewalOptions {
  readonly connection: Connection;
  readonly tokens: TokenSource;
  /** The access token that the connection was opened with. */
  readonly token: string;
  readonly environment: Environment;
  /** The server does not take this session any more. */
  readonly refused: (problem: HoldfastError) => void;
}

/**
 * Renews the access token of one open connection before it runs out, so that nobody sees a break. As
 * long as that does not work it is tried again, until the server closes the connection.
 */
export class TokenRenewal {
  private readonly options: TokenRenewalOptions;
  private token: string;
  private due = false;
  private failures = 0;
  private left = false;
  private cancelRetry = (): void => {};

  constructor(options: TokenRenewalOptions) {
    this.options = options;
    this.token = options.token;
  }

  /** Whether the connection's token is about to run out: one that ends now ended because of it. */
  get isDue(): boolean {
    return this.due;
  }

  /** The server says that the token runs out soon. */
  expiring(): void {
    if (this.due) return;
    this.due = true;
    this.renew();
  }

  stop(): void {
    this.left = true;
    this.cancelRetry();
  }

  private renew(): void {
    this.handOver().catch((error: unknown) => {
      if (!this.left) this.failed(error);
    });
  }

  private async handOver(): Promise<void> {
    const { connection, tokens } = this.options;
    tokens.expire(this.token);
    this.token = await tokens.current();
    if (this.left) return;
    await connection.refresh({ token: this.token });
    this.due = false;
    this.failures = 0;
  }

  private failed(error: unknown): void {
    const { environment, refused } = this.options;
    environment.log('the sign-in could not be renewed', { cause: String(error) });
    if (error instanceof HoldfastError && isFinal(error)) {
      refused(error);
      return;
    }
    this.failures += 1;
    const asked = error instanceof HoldfastError ? (error.details.retryAfterMs ?? 0) : 0;
    const wait = Math.max(asked, backoff(this.failures, environment.randomBytes));
    this.cancelRetry = environment.clock.after(wait, () => this.renew());
  }
}

function isFinal({ code }: HoldfastError): boolean {
  return code === 'AUTHENTICATION_FAILED' || code === 'AUTHORIZATION_FAILED';
}
