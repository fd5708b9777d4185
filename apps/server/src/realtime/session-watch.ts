import { userModel } from '@holdfast/shared/model/user.ts';
import { HoldfastError, type WireError } from '@holdfast/shared/protocol/errors.ts';
import type { Logger } from 'pino';
import { requireLive } from '../auth/sessions.ts';
import { FirstFailure } from '../ops/first-failure.ts';
import type { DeviceSession, RowText } from '../store/records.ts';
import type { Store } from '../store/store.ts';
import { type ReadWork, readStore } from '../store/work.ts';
import type { Sending } from '../sync/broadcaster.ts';
import type { Connection, Connections } from '../sync/connections.ts';
import type { Outside } from '../sync/outside.ts';
import { requireActive } from '../sync/person.ts';
import { PokedWork } from '../sync/poked-work.ts';

/** Sessions read in one snapshot, so that many of them hold nothing up. */
const SESSIONS_AT_ONCE = 200;

export interface SessionWatchOptions {
  readonly store: Store;
  readonly outside: Outside;
  readonly log: Logger;
  readonly connections: Connections;
  readonly revoke: Sending['revoked'];
  /** How often is looked for sessions that other processes ended, in milliseconds. */
  readonly intervalMs: number;
}

/**
 * Ends the connections of sessions that were ended, by this process or another: whoever ends one raises a
 * revision in the same transaction, which is looked at again and again and after each poke.
 */
export class SessionWatch {
  readonly #options: SessionWatchOptions;
  #revision = 0;
  readonly #looks = new PokedWork(() => this.#tryToLook());
  readonly #failure: FirstFailure;
  #stopTimer = (): void => {};

  constructor(options: SessionWatchOptions) {
    this.#options = options;
    this.#failure = new FirstFailure(options.log, 'ended sessions cannot be looked for');
  }

  /** What was ended up to this revision has been dealt with, or is being dealt with. */
  get revision(): number {
    return this.#revision;
  }

  async start(): Promise<void> {
    const { store, outside, intervalMs } = this.#options;
    this.#revision = await store.read(readRevision);
    this.#stopTimer = outside.every(intervalMs, () => this.poke());
  }

  async stop(): Promise<void> {
    this.#stopTimer();
    await this.#looks.idle();
  }

  /** Something may have been ended. */
  poke(): void {
    this.#looks.poke();
  }

  async #tryToLook(): Promise<void> {
    const before = this.#revision;
    try {
      await this.#look();
      this.#failure.worked();
    } catch (error) {
      // The next look begins where this one did.
      this.#revision = before;
      this.#failure.failed(error);
    }
  }

  async #look(): Promise<void> {
    const { store, connections, outside } = this.#options;
    const revision = await store.read(readRevision);
    if (revision === this.#revision) return;
    // Before the connections are listed: whoever is let in from now on has been read as of this revision.
    this.#revision = revision;
    const all = [...connections];
    for (let start = 0; start < all.length; start += SESSIONS_AT_ONCE) {
      await this.#check(all.slice(start, start + SESSIONS_AT_ONCE));
      await outside.nextTurn();
    }
  }

  async #check(some: readonly Connection[]): Promise<void> {
    const { store, outside, revoke } = this.#options;
    const ended = await store.read(() => findEnded(some, outside.now()));
    for (const [connection, reason] of ended) revoke([connection], reason);
  }
}

/** Rises whenever a session is ended. */
export function* readRevision(): ReadWork<number> {
  return yield* readStore((tx) => tx.authRevision());
}

/** Reads all of them at once: across a network each question takes its time. */
function* findEnded(some: readonly Connection[], now: number): ReadWork<Map<Connection, WireError>> {
  const sessionIds = some.map(({ sessionId }) => sessionId);
  const userIds = [...new Set(some.map(({ userId }) => userId))];
  const sessions = yield* readStore((tx) => tx.deviceSessions(sessionIds));
  const users = yield* readStore((tx) => tx.rowTexts(userModel.table, userIds));
  const ended = new Map<Connection, WireError>();
  for (const connection of some) {
    const why = whyEnded(sessions.get(connection.sessionId), users.get(connection.userId), now);
    if (why !== undefined) ended.set(connection, why);
  }
  return ended;
}

function whyEnded(
  session: DeviceSession | undefined,
  user: RowText | undefined,
  now: number,
): WireError | undefined {
  try {
    requireLive(session, now);
    requireActive(user, user && userModel.schema.parse(JSON.parse(user.json)));
    return undefined;
  } catch (error) {
    if (!(error instanceof HoldfastError)) throw error;
    return error.toWire();
  }
}
