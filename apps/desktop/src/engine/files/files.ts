import path from 'node:path';
import { createIdSource } from '@holdfast/shared/ids.ts';
import type { Json } from '@holdfast/shared/json.ts';
import type { FileAnswer, FileAsk } from '../api/file-asks.ts';
import type { DraftFile, FileState, TransfersState } from '../api/files.ts';
import type { Environment } from '../environment.ts';
import type { Account } from '../session/account.ts';
import type { TokenSource } from '../session/tokens.ts';
import { diskFaultOf } from '../store/disk-fault.ts';
import type { RowKey } from '../store/row-key.ts';
import { ContentStore } from './content-store.ts';
import { readDraftFiles, removeDraftFile, removeSentDrafts } from './draft-files.ts';
import { FileBoard } from './file-board.ts';
import { FileDesk } from './file-desk.ts';
import { FileFolder } from './file-folder.ts';
import { isPinned, removeSparePins, setPinned } from './file-pins.ts';
import { readLocals } from './file-records.ts';
import { fileStateOf, findAttachment } from './file-state.ts';
import type { FileWorld } from './file-world.ts';
import { Handovers } from './handovers.ts';
import { findExcess, findSpare, type SpareTerms, setFileRoom } from './make-room.ts';
import { countUnsent, hashesIn, isAnyGone } from './named-contents.ts';
import { TransferBoard } from './transfers/transfer-board.ts';
import { summarise } from './transfers-summary.ts';

/** What was just fetched or looked at stays a while even where it is too large for all the room there is, in milliseconds. */
const KEPT_AFTER_USE_MS = 600_000;

/** What a row named that was taken away goes so much later, in milliseconds; where sight was lost it goes at once. */
const RELEASE_AFTER_MS = 1_000;

export interface FilesHost {
  readonly world: FileWorld;
  readonly environment: Pick<Environment, 'clock' | 'randomBytes' | 'log'>;
  readonly account: Pick<Account, 'statements' | 'server' | 'userId' | 'folder'>;
  readonly tokens: TokenSource;
  /** Makes a change of the person's. */
  readonly mutate: (name: string, args: Json) => unknown;
  /** As JSON: what may be made again, and needs the files that it names. */
  readonly madeAgain: () => string;
  readonly ask: (ask: FileAsk) => Promise<FileAnswer>;
  /** Does work of which nobody waits for the result: a fault of the disk is told, not thrown. */
  readonly guarded: (work: () => void) => void;
}

/** The files of one account on this device. */
export class Files {
  /** What windows hand over. */
  readonly handovers: Handovers;
  /** What is done with files that are there. */
  readonly desk: FileDesk;
  readonly transfers: TransferBoard;
  private readonly folder: FileFolder;
  private readonly store: ContentStore;
  private readonly board: FileBoard;
  private started: Promise<void> = Promise.resolve();
  private isStopped = false;
  private cancelRelease: (() => void) | undefined;
  /** Contents were found before everything was here that may name them. */
  private isReleaseDue = true;

  private readonly host: FilesHost;

  constructor(host: FilesHost) {
    this.host = host;
    const { world, environment, tokens, guarded } = host;
    const { statements, userId, server, folder } = host.account;
    const { clock, log, randomBytes } = environment;
    const newId = createIdSource(() => clock.now(), randomBytes);
    this.board = new FileBoard(clock, guarded);
    this.folder = new FileFolder(world.disk, path.join(folder, 'files'));
    this.store = new ContentStore({
      ...{ statements, folder: this.folder, clock, log, guarded },
      need: () => ({ userId, held: () => new Set(hashesIn(host.madeAgain())) }),
      changed: () => this.contentsChanged(),
    });
    this.transfers = new TransferBoard({
      ...{ statements, userId, server, tokens, environment, guarded, line: world.line },
      ...{ folder: this.folder, store: this.store, changed: () => this.board.changed() },
    });
    this.desk = new FileDesk({
      ...{ statements, store: this.store, folder: this.folder, transfers: this.transfers, newId, log },
      ask: host.ask,
    });
    this.handovers = new Handovers({
      ...{ statements, folder: this.folder, store: this.store, newId },
      limits: () => this.transfers.limits(),
      attach: (file, { subjectTable, subjectId }) =>
        host.mutate('attachment.add', { ...file, subjectTable, subjectId }),
      draftsChanged: () => this.board.changed(),
    });
  }

  /** Brings the disk and the records together, then lets bytes travel. */
  start(): void {
    this.started = this.prepare().catch((error: unknown) => this.note(error));
  }

  /** Settles once nothing of it touches the disk any more. Nothing of it touches the account's file from the call on. */
  async stop(): Promise<void> {
    this.isStopped = true;
    this.board.stop();
    this.cancelRelease?.();
    await Promise.all([this.transfers.stopAll(), this.handovers.stop(), this.store.stop()]);
    await this.started;
  }

  /** Settles once what was begun on the disk by itself has come to its end. */
  async settled(): Promise<void> {
    await this.started;
    await this.store.settled();
  }

  /** Rows came, went or changed, whoever did it. */
  touched(rows: readonly RowKey[]): void {
    const ids = rows.filter(({ table }) => table === 'attachment').map(({ id }) => id);
    if (ids.length === 0) return;
    const { guarded } = this.host;
    const { statements } = this.host.account;
    guarded(() => removeSentDrafts(statements));
    this.transfers.rowsTouched();
    this.board.changed();
    if (isAnyGone(statements, ids)) this.planRelease();
    this.makeRoom();
  }

  /** Rows left the disk: what only they named leaves it too (S23). */
  purged(): void {
    this.release();
  }

  /** Changes that were not accepted, and may have named files, are dealt with. */
  refusedChanged(): void {
    this.planRelease();
  }

  /** Everything that the person may see is here. */
  caughtUp(): void {
    if (this.isReleaseDue) this.release();
    this.isReleaseDue = false;
  }

  lineChanged(live: boolean): void {
    this.transfers.lineChanged(live);
  }

  setResting(resting: boolean): void {
    this.transfers.setResting(resting);
  }

  watchFiles(ids: readonly string[], listener: (states: readonly FileState[]) => void): () => void {
    return this.board.watch(() => this.statesOf(ids), listener);
  }

  watchDrafts(place: string, listener: (files: readonly DraftFile[]) => void): () => void {
    return this.board.watch(() => readDraftFiles(this.host.account.statements, place), listener);
  }

  watchTransfers(listener: (state: TransfersState) => void): () => void {
    const { statements, userId } = this.host.account;
    return this.board.watch(() => summarise({ statements, userId, transfers: this.transfers }), listener);
  }

  /** How many files of the person's the server does not have, and would never have if they left this device. */
  unsent(): number {
    return countUnsent(this.host.account.statements, this.host.account.userId);
  }

  /** Takes a file out of what is being written; fine where it is not in there any more. */
  removeDraft(id: string): void {
    if (!removeDraftFile(this.host.account.statements, id)) return;
    this.board.changed();
    this.release();
  }

  /** Keeps a file on this device, and fetches it where it is not here; or lets it go when its room is needed. */
  pin(id: string, pinned: boolean): void {
    const { statements } = this.host.account;
    if (isPinned(statements, id) === pinned) return;
    setPinned(statements, id, pinned);
    const attachment = findAttachment(statements, id);
    if (pinned && attachment?.storedAt && this.store.find(attachment.hash) === undefined)
      this.transfers.fetch(id, false);
    this.board.changed();
    this.makeRoom();
  }

  /** Ends a fetch. */
  stopFetch(id: string): void {
    this.desk.forgetToOpen(id);
    this.transfers.stop(id);
  }

  setRoom(bytes: number): void {
    setFileRoom(this.host.account.statements, bytes);
    this.board.changed();
    this.makeRoom();
  }

  /** Frees the room of everything that the server has too and that is not pinned. Gives how much that was, in bytes. */
  async forgetSpare(): Promise<number> {
    const spare = findSpare(
      this.host.account.statements,
      this.spareFor(this.host.environment.clock.now() + 1),
    );
    await this.store.remove(spare.map(({ hash }) => hash));
    return spare.reduce((sum, { size }) => sum + size, 0);
  }

  private async prepare(): Promise<void> {
    const { guarded } = this.host;
    const { statements } = this.host.account;
    guarded(() => {
      removeSentDrafts(statements);
      removeSparePins(statements);
    });
    await this.folder.prepare();
    if (this.isStopped) return;
    this.transfers.start();
    await this.store.heal();
    for (const { hash, size } of readLocals(statements)) {
      if (this.isStopped) return;
      if ((await this.folder.sizeOf(hash)) !== size) await this.store.verify(hash);
    }
    if (!this.isStopped) this.makeRoom();
  }

  private statesOf(ids: readonly string[]): FileState[] {
    const { statements, userId } = this.host.account;
    return ids.flatMap((id) => {
      const attachment = findAttachment(statements, id);
      if (attachment === undefined) return [];
      return [fileStateOf({ statements, userId, transfers: this.transfers }, attachment)];
    });
  }

  private contentsChanged(): void {
    if (this.isStopped) return;
    this.board.changed();
    this.transfers.rowsTouched();
    this.desk.contentsChanged();
    this.makeRoom();
  }

  /** Once for all that goes in one go: looking at every content takes a while. */
  private planRelease(): void {
    this.cancelRelease ??= this.host.environment.clock.after(RELEASE_AFTER_MS, () => this.release());
  }

  private release(): void {
    this.cancelRelease?.();
    this.cancelRelease = undefined;
    this.host.guarded(() => this.inBackground(this.store.release()));
  }

  /** Those that were used longest ago go first, as far as the server gives them again. */
  private makeRoom(): void {
    const { guarded } = this.host;
    const { statements } = this.host.account;
    guarded(() => {
      const excess = findExcess(
        statements,
        this.spareFor(this.host.environment.clock.now() - KEPT_AFTER_USE_MS),
      );
      this.inBackground(this.store.remove(excess.map(({ hash }) => hash)));
    });
  }

  private spareFor(usedBefore: number): SpareTerms {
    return { userId: this.host.account.userId, usedBefore, isUsed: (hash) => this.transfers.isUsing(hash) };
  }

  private inBackground(work: Promise<void>): void {
    work.catch((error: unknown) => this.note(error));
  }

  /** Nobody waits for it. What an ended account leaves undone, its next start does. */
  private note(error: unknown): void {
    if (this.isStopped) return;
    this.host.environment.log('files could not be put in order', {
      cause: String(error),
      fault: diskFaultOf(error),
    });
  }
}
