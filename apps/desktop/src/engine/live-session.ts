import { createIdSource } from '@holdfast/shared/ids.ts';
import type { Json } from '@holdfast/shared/json.ts';
import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import { findModel } from '@holdfast/shared/registry.ts';
import { formatTime } from '@holdfast/shared/times.ts';
import { Announcer, type Notice } from './announce/announcer.ts';
import type { QueryPatch, RowQuery } from './api/query.ts';
import type { ChangesState, ConnectionState } from './api/state.ts';
import { describeRefused, describeWaiting } from './describe-changes.ts';
import type { Environment } from './environment.ts';
import type { RowKey } from './mutate/rebase.ts';
import { writeMutation } from './mutate/write.ts';
import { LiveQuery } from './query/live-query.ts';
import type { Account } from './session/account.ts';
import { DiskWatch } from './session/disk-watch.ts';
import type { TokenSource } from './session/tokens.ts';
import { diskFaultOf } from './store/disk-fault.ts';
import { readMeta, writeMeta } from './store/meta.ts';
import { countOutbox, countRefused, readOutbox, readRefused, removeRefused } from './store/outbox.ts';
import { readView } from './store/overlay-rows.ts';
import { type Applied, readActor } from './sync/apply.ts';
import { SyncClient } from './sync/sync-client.ts';

/** Days without a network may leave thousands of changes; a person reads the first of them. */
const MOST_LISTED = 100;

export interface LiveSessionEvents {
  announce(notice: Notice): void;
  connectionChanged(): void;
  changesChanged(): void;
  sessionChanged(): void;
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
  private readonly newId: () => string;
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
    this.newId = createIdSource(() => environment.clock.now(), environment.randomBytes);
    this.announcer = new Announcer(account.statements, account.userId, (notice) => events.announce(notice));
    this.disk = new DiskWatch(account, {
      changed: () => events.sessionChanged(),
      // Whatever is under way on the old file ends first.
      broken: () => environment.clock.after(0, () => events.fileBroken()),
    });
    this.sync = new SyncClient(account, tokens, environment, {
      applied: (applied, catchingUp) => this.applied(applied, catchingUp),
      caughtUp: () => this.caughtUp(),
      outboxChanged: () => this.outboxChanged(),
      lineChanged: () => events.connectionChanged(),
      lost: (problem) => this.disk.failed(problem),
      signInNeeded: (problem) => events.signInNeeded(problem),
    });
  }

  /** Whether everything that the person may see has arrived once. */
  isSynced(): boolean {
    return readMeta(this.account.statements, 'synced') === '1';
  }

  /** Saves a change on this device and sends it as soon as it can. It is on disk when this returns (S20). */
  mutate(name: string, args: Json): { id: string } {
    const { statements, userId } = this.account;
    const id = this.newId();
    const at = formatTime(this.environment.clock.now());
    const written = this.onDisk(() =>
      writeMutation(statements, readActor(statements, userId), { id, name, args, at }),
    );
    this.disk.wrote();
    this.refresh(written);
    this.outboxChanged();
    this.sync.requestPush();
    return { id };
  }

  /** Makes a change that was not accepted once more; the old one goes only if that worked. */
  retry(id: string): { id: string } {
    const refused = this.findRefused(id);
    const again = this.mutate(refused.name, refused.args);
    this.discard(id);
    return again;
  }

  discard(id: string): void {
    this.findRefused(id);
    this.onDisk(() => removeRefused(this.account.statements, id));
    this.outboxChanged();
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
    const { statements } = this.account;
    const find = (table: string, id: string) => readView(statements, table, id);
    return {
      waiting: readOutbox(statements, MOST_LISTED).map((mutation) => describeWaiting(mutation, find)),
      refused: readRefused(statements).map((mutation) => describeRefused(mutation, find)),
    };
  }

  stop(): void {
    this.sync.stop();
    this.queries.clear();
    this.account.close();
  }

  private findRefused(id: string) {
    const refused = readRefused(this.account.statements).find((mutation) => mutation.id === id);
    if (refused === undefined)
      throw new HoldfastError('NOT_FOUND', 'This change is not in the list any more.');
    return refused;
  }

  private applied(applied: Applied, catchingUp: boolean): void {
    this.announcer.collect(applied.news);
    if (!catchingUp) this.announcer.flush();
    this.refresh(applied.touched);
    if (applied.settled) this.outboxChanged();
    if (this.firstSync) this.events.connectionChanged();
    if (!applied.purged) return;
    this.account.wipe();
    this.firstSync = !this.isSynced();
  }

  private caughtUp(): void {
    writeMeta(this.account.statements, 'lastSyncAt', String(this.environment.clock.now()));
    this.account.startedWell();
    this.disk.wrote();
    this.announcer.flush();
    if (this.firstSync) {
      this.firstSync = false;
      this.events.sessionChanged();
    }
    this.events.connectionChanged();
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
