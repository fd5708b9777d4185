import type { NewMutation } from '@holdfast/shared/entity/define-mutation.ts';
import type { Said } from '@holdfast/shared/entity/said.ts';
import { createIdSource } from '@holdfast/shared/ids.ts';
import type { Json } from '@holdfast/shared/json.ts';
import type { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import { findModel } from '@holdfast/shared/registry.ts';
import type { FileAnswer, FileAsk } from './api/file-asks.ts';
import type { UnreadState } from './api/presence.ts';
import type { QueryPatch, RowQuery } from './api/query.ts';
import type { ChangesState, ConnectionState, HistoryState } from './api/state.ts';
import type { TotalsPatch, TotalsQuery } from './api/totals.ts';
import { OwnChanges } from './changes/own-changes.ts';
import type { Environment } from './environment.ts';
import { Files } from './files/files.ts';
import { NoticeBoard } from './notices/notice-board.ts';
import type { NoticeDevice } from './notices/notice-device.ts';
import { appearsOffline } from './presence/appears-offline.ts';
import { PresenceClient } from './presence/presence-client.ts';
import { LiveQueries } from './query/live-queries.ts';
import { requireModel } from './query/require-model.ts';
import type { Account } from './session/account.ts';
import { DiskWatch } from './session/disk-watch.ts';
import { noteCaughtUp, tidyUp } from './session/tidy-up.ts';
import type { TokenSource } from './session/tokens.ts';
import { diskFaultOf } from './store/disk-fault.ts';
import { giveMemoryBack } from './store/give-memory-back.ts';
import { readMeta } from './store/meta.ts';
import { countWaiting } from './store/outbox.ts';
import { readView, readViewJson } from './store/overlay-rows.ts';
import { countRefused } from './store/refused.ts';
import type { RowKey } from './store/row-key.ts';
import type { Applied } from './sync/apply.ts';
import { SyncClient } from './sync/sync-client.ts';
import { TotalsBoard } from './totals/totals-board.ts';
import { MarkerThinner } from './unread/marker-thinner.ts';
import { UnreadBoard } from './unread/unread-board.ts';

export interface LiveSessionEvents {
  /** Asks the shell for something that only it can do. */
  ask(ask: FileAsk): Promise<FileAnswer>;
  connectionChanged(): void;
  changesChanged(): void;
  sessionChanged(): void;
  historyChanged(): void;
  unreadChanged(): void;
  /** How much waits in the inbox is another thing now. */
  inboxChanged(): void;
  /** How somebody is may be another thing now. */
  presenceChanged(): void;
  signInNeeded(problem: HoldfastError): void;
  /** The file was found broken while at work: the account is to be opened anew (S25). */
  fileBroken(): void;
}

/** One person's account at work: their data, their live queries, their connection. */
export class LiveSession {
  readonly sync: SyncClient;
  /** Who is there, and what one tells of oneself. */
  readonly presence: PresenceClient;
  /** What the person must know of the disk. */
  readonly disk: DiskWatch;
  /** What of the notifications shows on this device. */
  readonly notices: NoticeBoard;
  /** The account's files, where the world has any. */
  readonly files: Files | undefined;
  private readonly changesOf: OwnChanges;
  private readonly unreadBoard: UnreadBoard;
  private readonly totals: TotalsBoard;
  private readonly markers: MarkerThinner;
  private readonly queries: LiveQueries;
  private readonly stale = new Set<string>();
  private flushPlanned = false;
  private cancelFlush = (): void => {};
  /** Everything arrives for the first time; ends with the first pull that does. */
  private firstSync: boolean;
  private readonly newId: () => string;

  readonly account: Account;
  readonly tokens: TokenSource;
  private readonly environment: Environment;
  private readonly events: LiveSessionEvents;

  constructor(
    account: Account,
    tokens: TokenSource,
    environment: Environment,
    device: NoticeDevice,
    events: LiveSessionEvents,
  ) {
    this.account = account;
    this.tokens = tokens;
    this.environment = environment;
    this.events = events;
    this.newId = createIdSource(() => environment.clock.now(), environment.randomBytes);
    this.firstSync = !this.isSynced();
    this.disk = new DiskWatch(account, {
      changed: () => events.sessionChanged(),
      // Whatever is under way on the old file ends first.
      broken: () => environment.clock.after(0, () => events.fileBroken()),
    });
    this.changesOf = this.createOwnChanges();
    this.presence = this.createPresence();
    this.unreadBoard = new UnreadBoard(account.statements, account.userId);
    const guarded = (read: () => void) => this.readAgain(read);
    this.queries = new LiveQueries(account.statements, guarded);
    this.totals = new TotalsBoard(account.statements, environment.clock, guarded);
    this.markers = this.createMarkers();
    this.notices = this.createNotices(device);
    this.files = this.createFiles();
    this.sync = new SyncClient(account, tokens, environment, {
      applied: (applied, catchingUp) => this.applied(applied, catchingUp),
      caughtUp: () => this.caughtUp(),
      outboxChanged: () => this.outboxChanged(),
      lineChanged: () => this.lineChanged(),
      presence: this.presence,
      lost: (problem) => this.disk.failed(problem),
      signInNeeded: (problem) => events.signInNeeded(problem),
    });
    tidyUp(account.statements, environment, (error) => this.disk.failed(error));
    this.files?.start();
    this.planFlush();
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

  /** Saves changes in their order, all or none of them, and undoes them in one step. */
  mutateAll(changes: readonly NewMutation[]): { ids: string[] } {
    return this.changesOf.mutateAll(changes);
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
  undo(): { what: Said | null } {
    return this.changesOf.step('undo');
  }

  /** Makes the change again that was undone last. */
  redo(): { what: Said | null } {
    return this.changesOf.step('redo');
  }

  history(): HistoryState {
    return this.changesOf.historyState();
  }

  unread(): UnreadState {
    return this.unreadBoard.state();
  }

  /** Notes that the person has read a thread up to this message; written when it is time. */
  read(threadId: string, messageId: string): void {
    this.markers.read(threadId, messageId);
  }

  /** Whether nobody looks or the line is paid for. */
  setResting(resting: boolean): void {
    if (resting) giveMemoryBack(this.account.statements.database);
    this.sync.setResting(resting);
    this.files?.setResting(resting);
    this.presence.setResting(resting);
  }

  /** What one looks at, whether one is there, or what the system does with notices may be another thing now. */
  deviceChanged(): void {
    this.readAgain(() => this.notices.deviceChanged());
  }

  /** Follows a query until the result is called. Throws INVALID_MESSAGE for a table or column that there is not. */
  watchRows(query: RowQuery, listener: (patch: QueryPatch) => void): () => void {
    return this.onDisk(() => this.queries.watch(requireModel(query.table), query, listener));
  }

  /** Follows counts and sums until the result is called. Throws INVALID_MESSAGE as `watchRows` does. */
  watchTotals(query: TotalsQuery, listener: (patch: TotalsPatch) => void): () => void {
    return this.onDisk(() => this.totals.watch(requireModel(query.table), query, listener));
  }

  connection(): ConnectionState {
    const { statements } = this.account;
    const lastSyncAt = readMeta(statements, 'lastSyncAt');
    return {
      ...this.sync.state(),
      lastSyncAt: lastSyncAt === undefined ? undefined : Number(lastSyncAt),
      waiting: countWaiting(statements),
      refused: countRefused(statements),
    };
  }

  changes(): ChangesState {
    return this.changesOf.state(this.isDisabled());
  }

  /** Settles once the server was told, or cannot be. The file is closed from the call on. */
  stop(): Promise<void> {
    this.markers.flush();
    this.notices.stop();
    const told = Promise.all([this.sync.stop(), this.files?.stop()]);
    this.queries.stop();
    this.totals.stop();
    this.cancelFlush();
    this.account.close();
    return told.then(() => {});
  }

  private createOwnChanges(): OwnChanges {
    const { account, environment, events } = this;
    return new OwnChanges({
      statements: account.statements,
      userId: account.userId,
      now: () => environment.clock.now(),
      newId: this.newId,
      onDisk: (work) => this.onDisk(work),
      written: (rows) => this.written(rows),
      refusedChanged: () => {
        this.outboxChanged();
        this.files?.refusedChanged();
      },
      historyChanged: () => events.historyChanged(),
    });
  }

  private createFiles(): Files | undefined {
    const { account, tokens, environment, events } = this;
    const world = environment.files;
    if (world === undefined) return undefined;
    return new Files({
      ...{ world, environment, account, tokens },
      mutate: (name, args) => this.changesOf.mutate(name, args),
      madeAgain: () => this.changesOf.madeAgain(),
      ask: (ask) => events.ask(ask),
      guarded: (work) => this.readAgain(work),
    });
  }

  private createMarkers(): MarkerThinner {
    const { account, environment } = this;
    return new MarkerThinner({
      statements: account.statements,
      userId: account.userId,
      clock: environment.clock,
      advance: (threadId, messageId) =>
        this.changesOf.mutate('read-marker.advance', { id: this.newId(), threadId, messageId }),
      failed: (error) =>
        environment.log('how far was read could not be kept', { cause: String(this.disk.failed(error)) }),
    });
  }

  private createNotices(device: NoticeDevice): NoticeBoard {
    const { account, environment, events } = this;
    const { statements, userId } = account;
    return new NoticeBoard({
      ...{ statements, userId, device, clock: environment.clock, log: environment.log },
      find: (table, id) => (findModel(table) === undefined ? undefined : readView(statements, table, id)),
      newId: this.newId,
      mutate: (name, args) => this.changesOf.mutate(name, args),
      claim: (request) => this.sync.claim(request),
      inboxChanged: () => events.inboxChanged(),
      guarded: (work) => this.readAgain(work),
    });
  }

  private createPresence(): PresenceClient {
    const { account, environment, events } = this;
    return new PresenceClient({
      environment,
      userId: account.userId,
      isHidden: () => appearsOffline(account.statements, account.userId),
      hasRow: ({ table, id }) => this.onDisk(() => readViewJson(account.statements, table, id) !== undefined),
      peopleChanged: () => events.presenceChanged(),
    });
  }

  private written(rows: readonly RowKey[]): void {
    this.disk.wrote();
    this.presence.ownChoiceTouched(rows);
    this.refresh(rows);
    this.files?.touched(rows);
    this.outboxChanged();
    this.sync.requestPush();
  }

  private applied(applied: Applied, catchingUp: boolean): void {
    this.notices.collect(applied);
    if (!catchingUp) this.readAgain(() => this.notices.flush());
    this.refresh(applied.touched);
    this.presence.rowsTouched(applied.touched);
    this.files?.touched(applied.touched);
    if (applied.settled) this.changesOf.settled();
    if (applied.purged) this.changesOf.purged();
    // What stands on the server beside a text that could not be merged may be another one now.
    if (applied.settled || countRefused(this.account.statements) > 0) this.outboxChanged();
    if (this.firstSync) this.events.connectionChanged();
    if (!applied.purged) return;
    this.files?.purged();
    this.account.wipe();
    this.events.sessionChanged();
  }

  private caughtUp(): void {
    noteCaughtUp(this.account.statements, this.environment.clock.now());
    this.account.startedWell();
    this.disk.wrote();
    this.files?.caughtUp();
    this.readAgain(() => this.notices.caughtUp());
    if (this.firstSync) {
      this.firstSync = false;
      giveMemoryBack(this.account.statements.database);
      this.planFlush();
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
    this.unreadBoard.touched(rows);
    this.notices.touched(rows);
    if (this.stale.size > 0) this.planFlush();
  }

  private planFlush(): void {
    if (this.flushPlanned) return;
    this.flushPlanned = true;
    this.cancelFlush = this.environment.clock.after(0, () => this.flushQueries());
  }

  private flushQueries(): void {
    this.flushPlanned = false;
    const tables = new Set(this.stale);
    this.stale.clear();
    this.queries.refresh(tables);
    this.totals.refresh();
    // What arrives for the first time is counted once it is all there.
    if (this.firstSync) return;
    this.readAgain(() => {
      if (this.unreadBoard.refresh()) this.events.unreadChanged();
    });
    this.readAgain(() => this.notices.refresh());
  }

  private lineChanged(): void {
    if (!this.sync.isLive) this.notices.lineDown();
    this.files?.lineChanged(this.sync.isLive);
    this.events.connectionChanged();
  }

  /** Nobody waits for this: a fault of the disk is told in the session's state. */
  private readAgain(read: () => void): void {
    try {
      read();
    } catch (error) {
      if (diskFaultOf(error) === undefined) throw error;
      this.disk.failed(error);
      this.environment.log('the file could not be read or written to', { cause: String(error) });
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
