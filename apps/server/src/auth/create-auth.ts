import type { Logger } from 'pino';
import type { Auditor } from '../audit/auditor.ts';
import type { Cluster } from '../cluster/cluster.ts';
import type { Config } from '../config.ts';
import { createMailer } from '../mail/smtp-mailer.ts';
import type { Store } from '../store/store.ts';
import type { CommitQueue } from '../sync/commit-queue.ts';
import type { Outside } from '../sync/outside.ts';
import type { AccessTokens } from './access-token.ts';
import { Accounts } from './accounts.ts';
import { changePassword, type PasswordChange } from './change-password.ts';
import { Codes } from './codes.ts';
import { Devices } from './devices.ts';
import { ForgottenPasswords } from './forgotten-passwords.ts';
import { RefreshTokens } from './refresh-token.ts';
import { SignInLimits, type SignInLimitsOptions } from './sign-in-limits.ts';

export interface AuthOptions {
  readonly store: Store;
  readonly queue: Pick<CommitQueue, 'submit'>;
  readonly outside: Outside;
  readonly config: Config;
  readonly log: Logger;
  readonly auditor: Auditor;
  readonly cluster: Pick<Cluster, 'memory'>;
  readonly tokens: AccessTokens;
  /** Signs refresh tokens. */
  readonly secret: string;
  /** Called after sessions were ended in this process. */
  readonly sessionsEnded: () => void;
  readonly onGuessing: SignInLimitsOptions['onGuessing'];
}

/** All that has to do with accounts, for the routes and the requests. */
export interface Auth {
  readonly accounts: Accounts;
  readonly codes: Codes;
  readonly devices: Devices;
  readonly forgotten: ForgottenPasswords;
  readonly limits: SignInLimits;
  changePassword(change: PasswordChange): Promise<void>;
}

export function createAuth(options: AuthOptions): Auth {
  const { store, outside, config, secret, sessionsEnded, onGuessing } = options;
  const { memory } = options.cluster;
  const mailer = createMailer(config);
  const codes = new Codes({ ...options, mailer });
  const limits = new SignInLimits({ config, outside, memory, onGuessing });
  return {
    accounts: new Accounts({ ...options, codes, limits, refreshTokens: new RefreshTokens(secret) }),
    codes,
    devices: new Devices(options),
    forgotten: new ForgottenPasswords({ ...options, codes, mailer }),
    limits,
    changePassword: (change) => changePassword(change, { store, outside, limits, sessionsEnded }),
  };
}
