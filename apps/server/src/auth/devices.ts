import { get } from '@holdfast/shared/effect/rows.ts';
import { userModel } from '@holdfast/shared/model/user.ts';
import { notFound } from '@holdfast/shared/protocol/errors.ts';
import type { Device } from '@holdfast/shared/protocol/requests.ts';
import { formatTime } from '@holdfast/shared/times.ts';
import { writeAudit } from '../audit/write-audit.ts';
import type { Config } from '../config.ts';
import type { DeviceSession } from '../store/records.ts';
import type { Store } from '../store/store.ts';
import { type ReadWork, readStore, type WriteWork } from '../store/work.ts';
import { type Commit, inCommit } from '../sync/commit.ts';
import type { Outside } from '../sync/outside.ts';
import { runReadingEffect } from '../sync/run-effect.ts';
import { putEnded } from './sessions.ts';

/** Devices that ended so long ago are no longer listed. */
const LISTED_AFTER_END_MS = 30 * 86_400_000;
const MOST_LISTED = 200;

export interface DevicesOptions {
  readonly store: Store;
  readonly outside: Outside;
  readonly config: Pick<Config, 'refreshTokenSeconds'>;
  /** Called after sessions were ended; nothing to do where no server runs in this process. */
  readonly sessionsEnded?: () => void;
}

/** Which device shall be signed out, and by whom. */
export interface EndDevice {
  readonly id: string;
  /** Whether its local data shall be removed at its next contact. */
  readonly wipe: boolean;
  /** A person's id, or ADMINISTRATOR for the command line. */
  readonly by: string;
  readonly address?: string | undefined;
  /** Set where people may end their own devices only. */
  readonly ownerId?: string;
}

/** The devices that people are signed in on. */
export class Devices {
  readonly #options: DevicesOptions;

  constructor(options: DevicesOptions) {
    this.#options = options;
  }

  /**
   * A person's devices, the last seen first: those that are signed in, those that ended in the last 30
   * days, and those whose data is still to be removed. `currentId` is the session that asks, if it is one.
   * @throws NOT_FOUND
   */
  async list(userId: string, currentId?: string): Promise<Device[]> {
    const sessions = await this.#options.store.read(() => sessionsOf(userId));
    const now = this.#options.outside.now();
    return sessions
      .map((session) => ({ session, endedAt: this.#endOf(session, now) }))
      .filter(({ session, endedAt }) => isListed(session, endedAt, now))
      .slice(0, MOST_LISTED)
      .map(({ session, endedAt }) => toDevice(session, endedAt, currentId));
  }

  /** Signs a device out; one that is signed out already can still be asked to remove its data. @throws NOT_FOUND */
  async end(request: EndDevice): Promise<void> {
    const { store, outside, sessionsEnded } = this.#options;
    await store.write(() => inCommit(outside, (commit) => endDevice(commit, request, outside.now())));
    sessionsEnded?.();
  }

  /** When a session was over: ended, unused for too long, or at its last day. */
  #endOf({ revokedAt, usedAt, expiresAt }: DeviceSession, now: number): number | undefined {
    if (revokedAt !== undefined) return revokedAt;
    const end = Math.min(expiresAt, usedAt + this.#options.config.refreshTokenSeconds * 1000);
    return end <= now ? end : undefined;
  }
}

function* sessionsOf(userId: string): ReadWork<readonly DeviceSession[]> {
  if ((yield* runReadingEffect(get(userModel, userId))) === undefined) throw notFound('person');
  return yield* readStore((tx) => tx.deviceSessionsOf(userId));
}

function isListed(
  { wipeAskedAt, wipedAt }: DeviceSession,
  endedAt: number | undefined,
  now: number,
): boolean {
  const isWipePending = wipeAskedAt !== undefined && wipedAt === undefined;
  return endedAt === undefined || isWipePending || now - endedAt < LISTED_AFTER_END_MS;
}

function toDevice(
  session: DeviceSession,
  endedAt: number | undefined,
  currentId: string | undefined,
): Device {
  const { id, userId, device: name, createdAt, usedAt, expiresAt } = session;
  return {
    ...{ id, userId, name },
    createdAt: formatTime(createdAt),
    lastSeenAt: formatTime(usedAt),
    expiresAt: formatTime(expiresAt),
    endedAt: endedAt === undefined ? null : formatTime(endedAt),
    wipe: wipeOf(session),
    current: id === currentId,
  };
}

function wipeOf({ wipeAskedAt, wipedAt }: DeviceSession): Device['wipe'] {
  if (wipedAt !== undefined) return 'done';
  return wipeAskedAt === undefined ? 'no' : 'asked';
}

function* endDevice(commit: Commit, request: EndDevice, now: number): WriteWork<void> {
  const session = yield* readStore((tx) => tx.deviceSession(request.id));
  const isTheirs = request.ownerId === undefined || session?.userId === request.ownerId;
  if (session === undefined || !isTheirs) throw notFound('device');
  const asksWipe = request.wipe && session.wipeAskedAt === undefined;
  if (session.revokedAt !== undefined && !asksWipe) return;
  yield* putEnded({
    ...session,
    revokedAt: session.revokedAt ?? now,
    wipeAskedAt: asksWipe ? now : session.wipeAskedAt,
  });
  yield* writeAudit(commit.now, {
    kind: 'device-ended',
    actorId: request.by,
    subject: `user:${session.userId}`,
    address: request.address,
    details: { device: session.device, wipe: request.wipe },
  });
}
