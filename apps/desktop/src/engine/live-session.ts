import { createIdSource } from '@holdfast/shared/ids.ts';
import type { Json } from '@holdfast/shared/json.ts';
import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import { findModel, findMutation } from '@holdfast/shared/registry.ts';
import { Announcer, type Notice } from './announce/announcer.ts';
import type { QueryPatch, RowQuery } from './api/query.ts';
import type { ChangesState, ConnectionState, HistoryState } from './api/state.ts';
import { OwnChanges } from './changes/own-changes.ts';
import type { Environment } from './environment.ts';
import { LiveQuery } from './query/live-query.ts';
import type { Account } from './session/account.ts';
import { DiskWatch } from './session/disk-watch.ts';
import type { TokenSource } from './session/tokens.ts';
import { dateConfirmed, pruneConfirmed } from './store/confirmed.ts';
import { diskFaultOf } from './store/disk-fault.ts';
import { readMeta, writeMeta } from './store/meta.ts';
import { countOutbox, readOutboxNames } from './store/outbox.ts';
import { countRefused } from './store/refused.ts';
import type { RowKey } from './store/row-key.ts';
import type { Applied } from './sync/apply.ts';
import { SyncClient } from './sync/sync-client.ts';

/** Accepted changes are kept so long, in case the server is restored to a time before them, in milliseconds (S19). */
const CONFIRMED_MS = 30 * 24 * 60 * 60_000;

export interface LiveSessionEvents {
  announce(notice: Notice): void;
  connectionChanged(): void;
  changesChanged(): void;
  sessionChanged(): void;
  historyChanged(): void;
  signInNeeded(problem: HoldfastError): void;
  /** The file was found broken while at work: the account is to be opened anew (S25). */
  fileBroken(): void;
}

/** One person's account at work: their data, their live queries, their connection. */
export class LiveSession {
  readonly sync: SyncClient;
  /** What the person must know of the disk. */
  readonly disk: DiskWatch;
  private readonly announcer: Announcer;
  private readonly changesOf: OwnChanges;
  private readonly queries = new Map<LiveQuery, string>();
  private readonly stale = new Set<string>();
  private flushPlanned = false;
  /** Everything arrives for the first time; ends with the first pull that does. */
  private firstSync: boolean;

  readonly account: Account;
  readonly tokens: TokenSource;
  private readonly environment: Environment;
  private readonly events: LiveSessionEvents;

  constructor(account: Account, tokens: TokenSource, environment: Environment, events: LiveSessionEvents) {
    this.account = account;
    this.tokens = tokens;
    this.environment = environment;
    this.events = events;
    this.firstSync = !this.isSynced();
    this.announcer = new Announcer(account.statements, account.userId, (notice) => events.announce(notice));
    this.disk = new DiskWatch(account, {
      changed: () => events.sessionChanged(),
      // Whatever is under way on the old file ends first.
      broken: () => environment.clock.after(0, () => events.fileBroken()),
    });
    this.changesOf = this.createOwnChanges();
    this.sync = new SyncClient(account, tokens, environment, {
      applied: (applied, catchingUp) => this.applied(applied, catchingUp),
      caughtUp: () => this.caughtUp(),
      outboxChanged: () => this.outboxChanged(),
      lineChanged: () => events.connectionChanged(),
      lost: (problem) => this.disk.failed(problem),
      signInNeeded: (problem) => events.signInNeeded(problem),
    });
    this.tidyUp();
  }

  /** Whether everything that the person may see has arrived once. */
  isSynced(): boolean {
    return readMeta(this.account.statements, 'synced') === '1';
  }

  /** Whether the server said that the account is disabled (S7). */
  isDisabled(): boolean {
    return readMeta(this.account.statements, 'disabled') === '1';
  }

  /** Saves a change on this device and sends it as soon as it can. It is on disk when this returns (S20). */
  mutate(name: string, args: Json): { id: string } {
    return this.changesOf.mutate(name, args);
  }

  /** Makes a change that was not accepted once more, with those that depended on it; the old ones go only if that worked (S5). */
  retry(id: string): { id: string } {
    return this.changesOf.retry(id);
  }

  /** Throws away a change that was not accepted, with those that depended on it. */
  discard(id: string): void {
    this.changesOf.discard(id);
  }

  /** Saves a text that could not be merged, in place of the change that was not accepted (S29). */
  resolveText(id: string, field: string, text: string): { id: string } {
    return this.changesOf.resolveText(id, field, text);
  }

  /** Undoes the last change of this session (S30). Gives what it was, in plain words. */
  undo(): { what: string | null } {
    return this.changesOf.step('undo');
  }

  /** Makes the change again that was undone last. */
  redo(): { what: string | null } {
    return this.changesOf.step('redo');
  }

  history(): HistoryState {
    return this.changesOf.historyState();
  }

  /** Follows a query until the result is called. Throws INVALID_MESSAGE for a table or column that there is not. */
  watchRows(query: RowQuery, listener: (patch: QueryPatch) => void): () => void {
    const model = findModel(query.table);
    if (model === undefined)
      throw new HoldfastError('INVALID_MESSAGE', `There is no table called ${query.table}.`);
    const live = new LiveQuery(model, query, listener);
    this.queries.set(live, query.table);
    this.onDisk(() => live.refresh(this.account.statements));
    return () => this.queries.delete(live);
  }

  connection(): ConnectionState {
    const { statements } = this.account;
    const lastSyncAt = readMeta(statements, 'lastSyncAt');
    return {
      ...this.sync.state(),
      lastSyncAt: lastSyncAt === undefined ? undefined : Number(lastSyncAt),
      waiting: countOutbox(statements),
      refused: countRefused(statements),
    };
  }

  changes(): ChangesState {
    return this.changesOf.state(this.isDisabled());
  }

  stop(): void {
    this.sync.stop();
    this.queries.clear();
    this.account.close();
  }

  private createOwnChanges(): OwnChanges {
    const { account, environment, events } = this;
    return new OwnChanges({
      statements: account.statements,
      userId: account.userId,
      now: () => environment.clock.now(),
      newId: createIdSource(() => environment.clock.now(), environment.randomBytes),
      onDisk: (work) => this.onDisk(work),
      written: (rows) => this.written(rows),
      refusedChanged: () => this.outboxChanged(),
      historyChanged: () => events.historyChanged(),
    });
  }

  private written(rows: readonly RowKey[]): void {
    this.disk.wrote();
    this.refresh(rows);
    this.outboxChanged();
    this.sync.requestPush();
  }

  private applied(applied: Applied, catchingUp: boolean): void {
    this.announcer.collect(applied.news);
    if (!catchingUp) this.announcer.flush();
    this.refresh(applied.touched);
    if (applied.settled) this.changesOf.settled();
    if (applied.purged) this.changesOf.purged();
    // What stands on the server beside a text that could not be merged may be another one now.
    if (applied.settled || this.hasRefused()) this.outboxChanged();
    if (this.firstSync) this.events.connectionChanged();
    if (!applied.purged) return;
    this.account.wipe();
    this.events.sessionChanged();
  }

  private caughtUp(): void {
    const now = this.environment.clock.now();
    this.account.statements.database
      .transaction(() => {
        writeMeta(this.account.statements, 'lastSyncAt', String(now));
        dateConfirmed(this.account.statements, now);
      })
      .immediate();
    this.account.startedWell();
    this.disk.wrote();
    this.announcer.flush();
    if (this.firstSync) {
      this.firstSync = false;
      this.events.sessionChanged();
    }
    this.events.connectionChanged();
  }

  /** Forgets what was accepted long ago, and says what waits here that this version does not know (S2). */
  private tidyUp(): void {
    const { statements } = this.account;
    const now = this.environment.clock.now();
    const unknown = readOutboxNames(statements).filter((name) => findMutation(name) === undefined);
    if (unknown.length > 0)
      this.environment.log('changes wait that this version does not know; they are sent all the same', {
        names: unknown,
      });
    const tidy = () => {
      dateConfirmed(statements, now);
      pruneConfirmed(statements, now - CONFIRMED_MS);
    };
    try {
      statements.database.transaction(tidy).immediate();
    } catch (error) {
      // It can be done at any other start. What is here can be read, also on a full disk.
      if (diskFaultOf(error) === undefined) throw error;
      this.disk.failed(error);
    }
  }

  private hasRefused(): boolean {
    return countRefused(this.account.statements) > 0;
  }

  private outboxChanged(): void {
    this.events.changesChanged();
    this.events.connectionChanged();
  }

  /** Asks the live queries of changed tables again, once for all that changed in this turn. */
  private refresh(rows: readonly RowKey[]): void {
    for (const row of rows) this.stale.add(row.table);
    if (this.stale.size === 0 || this.flushPlanned) return;
    this.flushPlanned = true;
    this.environment.clock.after(0, () => this.flushQueries());
  }

  private flushQueries(): void {
    this.flushPlanned = false;
    const tables = new Set(this.stale);
    this.stale.clear();
    for (const [query, table] of this.queries) {
      if (tables.has(table)) this.refreshQuery(query);
    }
  }

  /** Nobody waits for this one: a fault of the disk is told in the session's state. */
  private refreshQuery(query: LiveQuery): void {
    try {
      query.refresh(this.account.statements);
    } catch (error) {
      if (diskFaultOf(error) === undefined) throw error;
      this.disk.failed(error);
      this.environment.log('a list could not be read', { cause: String(error) });
    }
  }

  /** Works on the file. Throws in plain words where the disk does not do what it must, and tells. */
  private onDisk<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      throw this.disk.failed(error);
    }
  }
}
