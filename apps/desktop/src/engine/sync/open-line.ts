import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import type { Environment } from '../environment.ts';
import type { Account } from '../session/account.ts';
import type { Applied } from './apply.ts';
import { asProblem } from './as-problem.ts';
import type { Connection } from './transport.ts';

const WAIT_IF_BUSY_MS = 1_000;

export interface LineEvents {
  /** Something was written; `catchingUp` while a pull has more to come. */
  applied(applied: Applied, catchingUp: boolean): void;
  /** The connection is of no more use: close it for this reason. */
  failed(problem: HoldfastError): void;
}

/** One open connection, as those see it who push and pull over it. What arrives once it was left is dropped. */
export class OpenLine {
  /** What the server said when it was too busy for the last request. */
  busy: HoldfastError | undefined;
  private left = false;

  readonly connection: Connection;
  readonly account: Account;
  readonly environment: Environment;
  private readonly events: LineEvents;

  constructor(connection: Connection, account: Account, environment: Environment, events: LineEvents) {
    this.connection = connection;
    this.account = account;
    this.environment = environment;
    this.events = events;
  }

  get isLeft(): boolean {
    return this.left;
  }

  leave(): void {
    this.left = true;
  }

  /** Asks, and where the server is busy again after the time that it named. Gives nothing once the line was left. */
  async ask<T>(send: (connection: Connection) => Promise<T>): Promise<T | undefined> {
    while (!this.left) {
      try {
        const answer = await send(this.connection);
        this.busy = undefined;
        return this.left ? undefined : answer;
      } catch (error) {
        if (this.left) return undefined;
        await this.pause(this.busyFor(error));
      }
    }
    return undefined;
  }

  tell(applied: Applied, catchingUp: boolean): void {
    this.events.applied(applied, catchingUp);
  }

  /** Does the work and ends the line if it fails. */
  run(work: () => Promise<void>): void {
    work().catch((error: unknown) => {
      if (this.left) return;
      this.events.failed(asProblem(error, 'Synchronising failed.', this.account.folder));
    });
  }

  private pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      this.environment.clock.after(milliseconds, resolve);
    });
  }

  /** How long a busy server wants one to wait. Any other error is thrown. */
  private busyFor(error: unknown): number {
    if (!(error instanceof HoldfastError)) throw error;
    if (error.code !== 'SERVER_BUSY' && error.code !== 'RATE_LIMIT_EXCEEDED') throw error;
    this.busy = error;
    return error.details.retryAfterMs ?? WAIT_IF_BUSY_MS;
  }
}
