import type { User } from '@holdfast/shared/model/user.ts';
import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import type { RedeemRequest, SignedIn, SignInRequest } from '@holdfast/shared/protocol/sign-in.ts';
import type { Logger } from 'pino';
import type { Auditor } from '../audit/auditor.ts';
import { writeAudit } from '../audit/write-audit.ts';
import type { Config } from '../config.ts';
import type { Store } from '../store/store.ts';
import { type ReadWork, readStore, type WriteWork } from '../store/work.ts';
import { type Commit, inCommit } from '../sync/commit.ts';
import type { Outside } from '../sync/outside.ts';
import { activePerson, disabledError } from '../sync/person.ts';
import { runReadingEffect } from '../sync/run-effect.ts';
import type { AccessTokens } from './access-token.ts';
import type { Codes } from './codes.ts';
import { leave, sessionToLeave } from './leave.ts';
import { isPassword } from './password.ts';
import { personByEmail } from './person-by-email.ts';
import { type RefreshTokens, sessionOf } from './refresh-token.ts';
import { isKnown, rotate, type Use } from './rotate.ts';
import { endedError, type NewSession, openSession, type SessionLife } from './sessions.ts';
import { runTry, type SignInLimits } from './sign-in-limits.ts';

export interface AccountsOptions {
  readonly store: Store;
  readonly outside: Outside;
  readonly log: Logger;
  readonly tokens: AccessTokens;
  readonly refreshTokens: RefreshTokens;
  readonly codes: Pick<Codes, 'redeem'>;
  readonly auditor: Auditor;
  readonly limits: Pick<SignInLimits, 'take'>;
  readonly config: Pick<Config, 'refreshTokenSeconds' | 'sessionSeconds'>;
  /** Called after sessions were ended. */
  readonly sessionsEnded: () => void;
}

/** A session that is about to be opened, with its first refresh token. */
type Started = Omit<NewSession, 'userId'>;

/** Signs people in and out on their devices. Addresses are those that requests came from. */
export class Accounts {
  readonly #options: AccountsOptions;
  readonly #life: SessionLife;

  constructor(options: AccountsOptions) {
    this.#options = options;
    const { refreshTokenSeconds, sessionSeconds } = options.config;
    this.#life = { idleMs: refreshTokenSeconds * 1000, totalMs: sessionSeconds * 1000 };
  }

  /**
   * @throws AUTHENTICATION_FAILED, the same for a wrong password and for nobody;
   *   AUTHORIZATION_FAILED (`disabled`) once the password was right; RATE_LIMIT_EXCEEDED
   */
  async signIn(request: SignInRequest, address: string): Promise<SignedIn> {
    try {
      const attempt = await this.#options.limits.take(request.email, address);
      return await runTry(attempt, 'AUTHENTICATION_FAILED', () => this.#signIn(request, address));
    } catch (error) {
      if (error instanceof HoldfastError) this.#refused(request.email, address, error);
      throw error;
    }
  }

  /** Takes an invitation or sets a new password, and signs in. @throws what Codes.redeem throws */
  async redeem(request: RedeemRequest, address: string): Promise<SignedIn> {
    const session = this.#newSession(request.device);
    const user = await this.#options.codes.redeem(request, address, (person, commit) =>
      this.#open(session, person, address, commit),
    );
    return this.#answer(user, session);
  }

  /**
   * Gives new tokens for a refresh token, which is good once. Used again it ends the session, since
   * somebody copied it; only the same attempt gets the same answer again, which may have been lost.
   * @throws AUTHENTICATION_FAILED (`ended`), AUTHORIZATION_FAILED (`disabled`, `wipe`)
   */
  async refresh(use: Use, address: string): Promise<SignedIn> {
    const { store, outside, log, refreshTokens, sessionsEnded } = this.#options;
    const life = this.#life;
    if (!(await store.read(() => isKnown(use.token, refreshTokens)))) throw endedError();
    const now = outside.now();
    const rotated = await store.write(() =>
      inCommit(outside, (commit) =>
        rotate(use, { tokens: refreshTokens, life, now, at: commit.now, address }),
      ),
    );
    if (rotated.kind === 'reused') {
      log.warn(
        { session: sessionOf(use.token), address },
        'a refresh token was used twice: its session ends',
      );
      sessionsEnded();
    }
    if (rotated.kind !== 'rotated') throw endedError();
    return this.#answer(rotated.user, { id: rotated.sessionId, token: rotated.next });
  }

  /** Ends a device's session. A token that is no longer good has nothing to end. */
  async signOut(refreshToken: string, address: string): Promise<void> {
    const { store, outside, sessionsEnded } = this.#options;
    if ((await store.read(() => sessionToLeave(refreshToken))) === undefined) return;
    await store.write(() =>
      inCommit(outside, (commit) => leave(commit, refreshToken, outside.now(), address)),
    );
    sessionsEnded();
  }

  async #signIn(request: SignInRequest, address: string): Promise<SignedIn> {
    const { store, outside } = this.#options;
    const { user, hash } = await store.read(() => findAccount(request.email));
    const matches = await isPassword(hash, request.password);
    if (user === undefined || !matches) throw wrongPassword();
    if (user.disabled) throw disabledError();
    const session = this.#newSession(request.device);
    const open = (commit: Commit) => this.#open(session, user, address, commit);
    await store.write(() =>
      inCommit(outside, function* (commit) {
        yield* requireUnchanged(user.id, hash);
        yield* open(commit);
      }),
    );
    return this.#answer(user, session);
  }

  #refused(email: string, address: string, { code }: HoldfastError): void {
    const details = { code };
    this.#options.auditor.refused({
      kind: 'sign-in-refused',
      actorId: null,
      subject: `email:${email}`,
      address,
      details,
    });
  }

  #newSession(device: string): Started {
    const id = this.#options.outside.newId();
    return { id, device, token: this.#options.refreshTokens.first(id) };
  }

  *#open(session: Started, user: User, address: string, commit: Commit): WriteWork<void> {
    yield* openSession({ ...session, userId: user.id }, this.#options.outside.now(), this.#life);
    const details = { device: session.device };
    yield* writeAudit(commit.now, { kind: 'sign-in', actorId: user.id, subject: null, address, details });
  }

  async #answer(user: User, session: { id: string; token: string }): Promise<SignedIn> {
    const accessToken = await this.#options.tokens.issue({ userId: user.id, sessionId: session.id });
    const { id, name, email, role } = user;
    return { accessToken, refreshToken: session.token, user: { id, name, email, role } };
  }
}

function wrongPassword(): HoldfastError {
  return new HoldfastError('AUTHENTICATION_FAILED', 'The e-mail address or the password is wrong.');
}

function* findAccount(email: string): ReadWork<{ user: User | undefined; hash: string | undefined }> {
  const user = yield* runReadingEffect(personByEmail(email));
  const hash = user === undefined ? undefined : yield* readStore((tx) => tx.passwordHash(user.id));
  return { user, hash };
}

/** While a password was checked it may have been replaced, or its owner disabled. */
function* requireUnchanged(userId: string, hash: string | undefined): ReadWork<void> {
  yield* activePerson(userId);
  if ((yield* readStore((tx) => tx.passwordHash(userId))) !== hash) throw wrongPassword();
}
