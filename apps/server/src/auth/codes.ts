import type { User } from '@holdfast/shared/model/user.ts';
import type { Invite, RequestParams, RequestResult } from '@holdfast/shared/protocol/requests.ts';
import type { CodeResponse, RedeemRequest } from '@holdfast/shared/protocol/sign-in.ts';
import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import type { Mailer } from '../mail/mailer.ts';
import type { Store } from '../store/store.ts';
import type { WriteWork } from '../store/work.ts';
import type { CommitQueue } from '../sync/commit-queue.ts';
import type { Outside } from '../sync/outside.ts';

export type NewInvite = RequestParams<'invites.make'>;
/** A code as it is shown, this once. */
export type MadeCode = RequestResult<'invites.make'>;

/** Who makes or withdraws a code: a person's id, or `administrator` for the command line. */
export interface Maker {
  readonly id: string;
  readonly address?: string | undefined;
}

export interface CodesOptions {
  readonly store: Store;
  readonly queue: Pick<CommitQueue, 'submit'>;
  readonly outside: Outside;
  readonly config: Pick<Config, 'inviteHours' | 'resetMinutes' | 'publicUrl'>;
  readonly log: Logger;
  /** Without it codes are only shown. */
  readonly mailer: Mailer | undefined;
  /** Called after sessions were ended; nothing to do where no server runs in this process. */
  readonly sessionsEnded?: () => void;
}

/** Invitations and resets: codes that are good once, for a while, and kept as hashes only. */
export class Codes {
  readonly #options: CodesOptions;

  constructor(options: CodesOptions) {
    this.#options = options;
  }

  /** @throws CONFLICT if there is such a person already */
  invite(invite: NewInvite, madeBy: Maker): Promise<MadeCode> {
    return this.#missing(invite, madeBy);
  }

  /** A code for a new password. @throws NOT_FOUND */
  reset(userId: string, madeBy: Maker): Promise<MadeCode> {
    return this.#missing(userId, madeBy);
  }

  /** What a code is for. @throws NOT_FOUND with what to do, for one that is not good (any more) */
  look(code: string): Promise<CodeResponse> {
    return this.#missing(code);
  }

  /** Makes the invited person, or sets the new password, and runs `also` in the same transaction. */
  redeem(request: RedeemRequest, also: (user: User) => WriteWork<void>): Promise<User> {
    return this.#missing(request, also);
  }

  /** Withdraws an open invitation. @throws NOT_FOUND */
  withdraw(id: string, by: Maker): Promise<void> {
    return this.#missing(id, by);
  }

  /** The invitations, the newest first, at most 500. */
  list(): Promise<readonly Invite[]> {
    return this.#missing();
  }

  #missing(..._: unknown[]): Promise<never> {
    return Promise.reject(new Error(`Not there yet: ${this.#options.config.inviteHours}`));
  }
}
