import { HoldfastError, notFound } from '@holdfast/shared/protocol/errors.ts';
import type { FileAnswer, FileAsk } from '../api/file-asks.ts';
import { PART_BYTES } from '../api/files.ts';
import type { Environment } from '../environment.ts';
import type { Statements } from '../store/statements.ts';
import type { ContentStore } from './content-store.ts';
import { copyToOpen, copyToSave } from './copies.ts';
import { findDraftFile } from './draft-files.ts';
import type { FileFolder } from './file-folder.ts';
import { findAttachment } from './file-state.ts';
import { findFile, type NamedFile } from './find-file.ts';
import type { Transfers } from './transfers/transfer-states.ts';

export interface FileDeskHost {
  readonly statements: Statements;
  readonly store: ContentStore;
  readonly folder: FileFolder;
  readonly transfers: Transfers;
  readonly newId: () => string;
  readonly ask: (ask: FileAsk) => Promise<FileAnswer>;
  readonly log: Environment['log'];
}

/** What is done with files that a person can see: read, opened, saved. What is not here is fetched first. */
export class FileDesk {
  /** Opened as soon as they are here, unless the app ends before. */
  private readonly toOpen = new Set<string>();

  private readonly host: FileDeskHost;

  constructor(host: FileDeskHost) {
    this.host = host;
  }

  /** Bytes of a file that is whole on this device, at most PART_BYTES. Throws NOT_FOUND where it is not. */
  async read(id: string, from: number, to: number): Promise<Uint8Array> {
    const { hash } = this.require(id);
    return this.orFetch(id, this.host.store.read(hash, from, withinPart(from, to)));
  }

  async readDraft(id: string, from: number, to: number): Promise<Uint8Array> {
    const draft = findDraftFile(this.host.statements, id);
    if (draft === undefined) throw notFound('file');
    return this.host.store.read(draft.hash, from, withinPart(from, to));
  }

  /** Opens a copy with the system's app for it. Says whether it was; where it has to be fetched it is not yet. */
  async open(id: string): Promise<{ opened: boolean }> {
    const file = this.require(id);
    if (this.host.store.find(file.hash) === undefined) {
      this.toOpen.add(id);
      this.host.transfers.fetch(id, false);
      return { opened: false };
    }
    return { opened: await this.orFetch(id, this.openCopy(file)) };
  }

  /** Saves a copy where the person says. Says whether they named a place. */
  async save(id: string): Promise<{ saved: boolean }> {
    const { hash, name } = this.require(id);
    const { store, folder, newId, ask } = this.host;
    if (store.find(hash) === undefined) throw notFound('file');
    const { path } = await ask({ what: 'place', name });
    if (path === undefined) return { saved: false };
    await this.orFetch(id, copyToSave({ store, disk: folder.disk, newId }, hash, path));
    return { saved: true };
  }

  /** Contents have come: what was to be opened is. */
  contentsChanged(): void {
    for (const id of this.toOpen) {
      const attachment = findAttachment(this.host.statements, id);
      if (attachment !== undefined && this.host.store.find(attachment.hash) === undefined) continue;
      this.toOpen.delete(id);
      if (attachment === undefined) continue;
      this.openCopy(attachment).catch((error: unknown) =>
        this.host.log('a file that was fetched could not be opened', { cause: String(error) }),
      );
    }
  }

  /** The person thought better of it. */
  forgetToOpen(id: string): void {
    this.toOpen.delete(id);
  }

  private async openCopy({ hash, name }: NamedFile): Promise<boolean> {
    const kind = this.host.store.find(hash)?.kind;
    const path = await copyToOpen(this.host, hash, name);
    const ask: FileAsk = { what: 'open', path, name, ...(kind === undefined ? {} : { kind }) };
    const { done, problem } = await this.host.ask(ask);
    if (problem === undefined) return done;
    throw new HoldfastError('UNKNOWN_ERROR', 'The system has no app for this file, or could not open it.', {
      cause: problem,
    });
  }

  /** Where the disk turned out to hold something else, the file is fetched again, if it can be. */
  private async orFetch<T>(id: string, work: Promise<T>): Promise<T> {
    try {
      return await work;
    } catch (error) {
      const attachment = findAttachment(this.host.statements, id);
      if (attachment?.storedAt && this.host.store.find(attachment.hash) === undefined)
        this.host.transfers.fetch(id, false);
      throw error;
    }
  }

  private require(id: string): NamedFile {
    const file = findFile(this.host.statements, id);
    if (file === undefined) throw notFound('file');
    return file;
  }
}

function withinPart(from: number, to: number): number {
  return Math.min(to, from + PART_BYTES);
}
