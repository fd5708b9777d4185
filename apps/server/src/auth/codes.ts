import { get } from '@holdfast/shared/effect/rows.ts';
import { type User, userModel } from '@holdfast/shared/model/user.ts';
import { HoldfastError, notFound } from '@holdfast/shared/protocol/errors.ts';
import type { Invite, RequestParams, RequestResult } from '@holdfast/shared/protocol/requests.ts';
import type { CodeResponse, RedeemRequest } from '@holdfast/shared/protocol/sign-in.ts';
import { formatTime } from '@holdfast/shared/times.ts';
import type { Logger } from 'pino';
import { type AuditNote, writeAudit } from '../audit/write-audit.ts';
import type { Config } from '../config.ts';
import { codeMail } from '../mail/code-mail.ts';
import type { Mailer } from '../mail/mailer.ts';
import type { CodeRecord } from '../store/records.ts';
import type { Store } from '../store/store.ts';
import { type ReadWork, readStore, type WriteWork, writeStore } from '../store/work.ts';
import { type Commit, inCommit } from '../sync/commit.ts';
import type { CommitQueue } from '../sync/commit-queue.ts';
import type { Outside } from '../sync/outside.ts';
import { runReadingEffect } from '../sync/run-effect.ts';
import { hashCode, newCode } from './code-text.ts';
import { goodCode, redeemCode, stateOf, withdrawOpen } from './code-work.ts';
import { hashPassword, passwordProblem } from './password.ts';
import { personByEmail } from './person-by-email.ts';

const MOST_LISTED = 500;

export type NewInvite = RequestParams<'invites.make'>;
/** A code as it is shown, this once. */
export type MadeCode = RequestResult<'invites.make'>;

/** Who makes or withdraws a code: a person's id, or ADMINISTRATOR for the command line; and from where. */
export interface Maker {
  readonly id: string;
  readonly address?: string | undefined;
}

/** Work in the transaction in which a code is redeemed. */
export type AlsoRedeeming = (user: User, commit: Commit) => WriteWork<void>;

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

type NewCode = Pick<CodeRecord, 'kind' | 'userId' | 'email' | 'name' | 'role' | 'expiresAt'>;

/** Invitations and resets: codes that are good once, for a while, and kept as hashes only. */
export class Codes {
  readonly #options: CodesOptions;

  constructor(options: CodesOptions) {
    this.#options = options;
  }

  /** A new one takes the place of an open one for the same address. @throws CONFLICT if there is such a person already */
  async invite(invite: NewInvite, maker: Maker): Promise<MadeCode> {
    const { store, outside, config } = this.#options;
    await store.read(() => requireFree(invite.email));
    const expiresAt = outside.now() + config.inviteHours * 3_600_000;
    const isOlder = ({ email }: CodeRecord) => email === invite.email;
    return this.#make({ ...invite, kind: 'invite', userId: undefined, expiresAt }, maker, isOlder);
  }

  /**
   * A code for a new password. It takes the place of older ones; one that a person asked for
   * themselves only of those: strangers can ask for them too.
   * @throws NOT_FOUND, CONFLICT for whoever is disabled
   */
  async reset(userId: string, maker: Maker): Promise<MadeCode> {
    const { store, outside, config } = this.#options;
    const { email, name, role } = await store.read(() => requireActive(userId));
    const expiresAt = outside.now() + config.resetMinutes * 60_000;
    const isOlder = (code: CodeRecord) =>
      code.userId === userId && (maker.id !== userId || code.madeBy === userId);
    return this.#make({ kind: 'reset', userId, email, name, role, expiresAt }, maker, isOlder);
  }

  /** What a code is for. @throws NOT_FOUND with what to do, for one that is not good (any more) */
  async look(typed: string): Promise<CodeResponse> {
    const { store, outside } = this.#options;
    const { kind, email, name } = await store.read(() => goodCode(typed, outside.now()));
    return { kind, email, name };
  }

  /**
   * Makes the invited person, or sets the new password and ends all sessions; and runs `also`, all in
   * one transaction.
   * @throws NOT_FOUND, INVALID_MESSAGE for a password that will not do (the code stays good),
   *   CONFLICT if somebody else came to have the address, AUTHORIZATION_FAILED (`disabled`)
   */
  async redeem(request: RedeemRequest, address: string, also: AlsoRedeeming): Promise<User> {
    const { store, queue, outside, sessionsEnded } = this.#options;
    const { email, name } = await store.read(() => goodCode(request.code, outside.now()));
    const problem = passwordProblem(request.password, { email, name: request.name ?? name });
    if (problem !== undefined) throw new HoldfastError('INVALID_MESSAGE', problem);
    const hash = await hashPassword(request.password);
    const about = { hash, name: request.name, newUserId: outside.newId(), now: outside.now() };
    const user = await queue.submit(1, function* (commit): WriteWork<User> {
      const code = yield* goodCode(request.code, about.now);
      const person = yield* redeemCode(commit, { ...about, code });
      yield* writeAudit(commit.now, usedNote(code, person, address));
      yield* also(person, commit);
      return person;
    });
    sessionsEnded?.();
    return user;
  }

  /** Withdraws an open invitation. @throws NOT_FOUND */
  async withdraw(id: string, by: Maker): Promise<void> {
    const { store, outside } = this.#options;
    await store.write(() => inCommit(outside, (commit) => withdrawInvite(commit, id, outside.now(), by)));
  }

  /** The invitations, the newest first, at most 500. */
  async list(): Promise<readonly Invite[]> {
    const { store, outside } = this.#options;
    const invites = await store.read(() => readStore((tx) => tx.codes('invite', MOST_LISTED)));
    return invites.map((code) => toInvite(code, outside.now()));
  }

  async #make(about: NewCode, maker: Maker, isOlder: (code: CodeRecord) => boolean): Promise<MadeCode> {
    const { store, outside } = this.#options;
    const code = newCode();
    const now = outside.now();
    const record: CodeRecord = {
      ...about,
      id: outside.newId(),
      codeHash: hashCode(code),
      madeBy: maker.id,
      createdAt: now,
      usedAt: undefined,
      withdrawnAt: undefined,
    };
    await store.write(() =>
      inCommit(outside, function* (commit) {
        yield* withdrawOpen(about.kind, now, isOlder);
        yield* writeStore((tx) => tx.putCode(record));
        yield* writeAudit(commit.now, madeNote(record, maker));
      }),
    );
    const mailed = await this.#mail(record, code);
    return { id: record.id, code, expiresAt: formatTime(record.expiresAt), mailed };
  }

  /** A mail that cannot be sent costs nothing but itself: the code is shown in any case. */
  async #mail(record: CodeRecord, code: string): Promise<boolean> {
    const { mailer, config, log } = this.#options;
    if (mailer === undefined) return false;
    try {
      await mailer.send(codeMail({ ...record, code, server: config.publicUrl }));
      return true;
    } catch (error) {
      log.error({ err: error, code: record.id }, 'a mail was not sent');
      return false;
    }
  }
}

function* requireFree(email: string): ReadWork<void> {
  const user = yield* runReadingEffect(personByEmail(email));
  if (user !== undefined) throw new HoldfastError('CONFLICT', `A person with ${email} already exists.`);
}

function* requireActive(userId: string): ReadWork<User> {
  const user = yield* runReadingEffect(get(userModel, userId));
  if (user === undefined) throw notFound('person');
  if (!user.disabled) return user;
  throw new HoldfastError('CONFLICT', `${user.name} is disabled. Enable them first.`);
}

function* withdrawInvite(commit: Commit, id: string, now: number, by: Maker): WriteWork<void> {
  const code = yield* readStore((tx) => tx.code(id));
  if (code === undefined || code.kind !== 'invite' || stateOf(code, now) !== 'open') {
    throw new HoldfastError('NOT_FOUND', 'There is no such open invitation.');
  }
  yield* writeStore((tx) => tx.putCode({ ...code, withdrawnAt: now }));
  yield* writeAudit(commit.now, { ...madeNote(code, by), kind: 'invite-withdrawn' });
}

function madeNote({ kind, id, userId, email, role }: CodeRecord, { id: actorId, address }: Maker): AuditNote {
  return {
    kind: kind === 'invite' ? 'invite-made' : 'reset-made',
    actorId,
    address,
    subject: userId === undefined ? `invite:${id}` : `user:${userId}`,
    details: kind === 'invite' ? { email, role } : {},
  };
}

function usedNote({ kind, id }: CodeRecord, user: User, address: string): AuditNote {
  const details = { for: kind, code: id };
  return { kind: 'code-used', actorId: user.id, subject: `user:${user.id}`, address, details };
}

function toInvite(code: CodeRecord, now: number): Invite {
  const { id, email, name, role, createdAt, expiresAt } = code;
  return {
    ...{ id, email, name, role },
    createdAt: formatTime(createdAt),
    expiresAt: formatTime(expiresAt),
    state: stateOf(code, now),
  };
}
