import type { Delta } from '@holdfast/shared/protocol/delta.ts';
import type { WireError } from '@holdfast/shared/protocol/errors.ts';
import type { Logger } from 'pino';
import type { PresenceSending } from '../presence/presence.ts';
import type { Store } from '../store/store.ts';
import { type ReadWork, readStore } from '../store/work.ts';
import { buildDeltas } from './build-deltas.ts';
import type { Connection, Connections } from './connections.ts';
import type { Observer } from './observer.ts';
import type { Outside } from './outside.ts';
import { disabledError } from './person.ts';
import { PokedWork } from './poked-work.ts';
import { type Run, readRun } from './read-run.ts';

/** How a process reaches its connections. */
export interface Sending extends PresenceSending {
  readonly delta: (connections: readonly Connection[], delta: Delta) => void;
  /** Their set of scopes is another one: they shall pull (S11). */
  readonly scopesChanged: (connections: readonly Connection[]) => void;
  /** Its access token runs out in so many milliseconds. */
  readonly expiring: (connection: Connection, expiresInMs: number) => void;
  /** They may no longer be here, and why: they are told, and closed. */
  readonly revoked: (connections: readonly Connection[], reason: WireError) => void;
}

export interface BroadcasterOptions {
  readonly store: Store;
  readonly connections: Connections;
  readonly send: Pick<Sending, 'delta' | 'scopesChanged' | 'revoked'>;
  readonly log: Logger;
  readonly outside: Outside;
  readonly observer: Observer;
  /** How often the version is looked at without a poke, in milliseconds. */
  readonly intervalMs: number;
  /** What else must hold as of a run before anything of it is sent, in its snapshot. */
  readonly beforeSending: (run: Run) => ReadWork<void>;
}

/**
 * Tells this process's connections what was committed, in version order, whoever committed it: it
 * reads the version after a poke and at least once a second (S13). It sends inside the snapshot that
 * it reads, so that nothing is sent by scopes older than the rows; sent twice does no harm (S14).
 */
export class Broadcaster {
  readonly #options: BroadcasterOptions;
  /** Where this process last left each scope's chain. */
  readonly #heads = new Map<string, number>();
  #version = 0;
  readonly #looks = new PokedWork(() => this.#look());
  #stopTimer = (): void => {};

  constructor(options: BroadcasterOptions) {
    this.#options = options;
  }

  /** The version up to which everything has been sent. */
  get version(): number {
    return this.#version;
  }

  /** Begins at the version that the data has now. */
  async start(): Promise<void> {
    const { version, heads } = await this.#options.store.read(readHeads);
    this.#version = version;
    for (const { scope, head } of heads) this.#heads.set(scope, head);
    const { outside, intervalMs } = this.#options;
    this.#stopTimer = outside.every(intervalMs, () => this.poke());
  }

  async stop(): Promise<void> {
    this.#stopTimer();
    await this.#looks.idle();
  }

  /** Something may have been committed. */
  poke(): void {
    this.#looks.poke();
  }

  async #look(): Promise<void> {
    try {
      await this.#options.store.read(() => this.#tellNext());
    } catch (error) {
      // Nothing was skipped: the next look begins at the same version.
      this.#options.log.error({ err: error }, 'a broadcast failed');
    }
  }

  *#tellNext(): ReadWork<void> {
    const { connections, outside, observer } = this.#options;
    const began = outside.elapsed();
    const isHeld = (scope: string) => connections.inScope(scope).size > 0;
    const run = yield* readRun(this.#version, isHeld);
    if (run === undefined) return;
    this.#applyGrants(run);
    yield* this.#options.beforeSending(run);
    const deltas = buildDeltas(run, connections, (scope) => this.#heads.get(scope) ?? 0);
    let told = 0;
    for (const { connections: receivers, delta } of deltas) {
      this.#options.send.delta(receivers, delta);
      told += receivers.length;
    }
    for (const { scope, head } of run.heads) this.#heads.set(scope, head);
    this.#version = run.version;
    observer.toldOf(told, outside.elapsed() - began);
  }

  /** Before anything is sent, everybody has the scopes that the snapshot says (S11). */
  #applyGrants(run: Run): void {
    const { connections, send } = this.#options;
    for (const [userId, scopes] of run.people) {
      const theirs = [...connections.ofUser(userId)];
      const changed = theirs.filter((connection) =>
        connections.setScopes(connection, scopes ?? new Set(), run.version),
      );
      if (scopes === undefined) send.revoked(theirs, disabledError().toWire());
      else if (changed.length > 0) send.scopesChanged(changed);
    }
  }
}

function* readHeads(): ReadWork<{ version: number; heads: readonly { scope: string; head: number }[] }> {
  const version = yield* readStore((tx) => tx.version());
  return { version, heads: yield* readStore((tx) => tx.headsAbove(0)) };
}
