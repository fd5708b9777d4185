import { safeFileName } from '@holdfast/shared/files/file-name.ts';
import { HoldfastError, notFound } from '@holdfast/shared/protocol/errors.ts';
import type { FileLimits } from '@holdfast/shared/protocol/files.ts';
import type { CallParams } from '../api/calls.ts';
import type { FileGoal } from '../api/files.ts';
import { readViewJson } from '../store/overlay-rows.ts';
import type { Statements } from '../store/statements.ts';
import type { ContentStore, NewContent } from './content-store.ts';
import { addDraftFile } from './draft-files.ts';
import type { FileFolder } from './file-folder.ts';
import { Handover, notHandedOver } from './handover.ts';

/** So many files are handed over at a time at most, by all windows together. */
const MOST_AT_ONCE = 50;

export interface HandoversHost {
  readonly statements: Statements;
  readonly folder: FileFolder;
  readonly store: ContentStore;
  readonly newId: () => string;
  readonly limits: () => FileLimits | undefined;
  /** Hangs a file on a row, as one change of the person's. Throws what the rules say against it. */
  readonly attach: (file: { id: string; name: string; hash: string; size: number }, goal: RowGoal) => void;
  readonly draftsChanged: () => void;
}

type RowGoal = Extract<FileGoal, { kind: 'row' }>;

interface Underway {
  readonly handover: Handover;
  readonly name: string;
  readonly goal: FileGoal;
}

/** The files that windows are handing over. */
export class Handovers {
  private readonly underway = new Map<string, Underway>();

  private readonly host: HandoversHost;

  constructor(host: HandoversHost) {
    this.host = host;
  }

  /** Begins one. Throws PAYLOAD_TOO_LARGE where it is known that the server will not take it. */
  async begin({ name, size, goal }: CallParams<'fileBegin'>): Promise<{ handover: string }> {
    this.requireRoom(size);
    this.requireGoal(goal);
    const { folder, newId } = this.host;
    await folder.prepare();
    const id = newId();
    const handover = await Handover.begin(folder, id, size);
    this.underway.set(id, { handover, name: safeFileName(name), goal });
    return { handover: id };
  }

  /** Settles once the bytes are written. A part that cannot be is the end of the whole file. */
  async add(id: string, bytes: Uint8Array): Promise<void> {
    const underway = this.require(id);
    try {
      await underway.handover.add(bytes);
    } catch (error) {
      await this.cancel(id);
      throw error;
    }
  }

  /** The file is whole: keeps it, and hangs it where it belongs, both or neither. Gives its id there. */
  async end(id: string): Promise<{ id: string }> {
    const underway = this.require(id);
    try {
      const content = await underway.handover.end();
      const named = this.host.newId();
      await this.host.store.keep(content, () => this.hang(named, content, underway));
      return { id: named };
    } finally {
      await this.cancel(id);
    }
  }

  /** Forgets one; fine where there is none. */
  async cancel(id: string): Promise<void> {
    const underway = this.underway.get(id);
    this.underway.delete(id);
    await underway?.handover.cancel();
  }

  async stop(): Promise<void> {
    await Promise.all([...this.underway.keys()].map((id) => this.cancel(id)));
  }

  private hang(id: string, { hash, size }: NewContent, { name, goal }: Underway): void {
    const file = { id, name, hash, size };
    if (goal.kind === 'row') {
      this.host.attach(file, goal);
      return;
    }
    addDraftFile(this.host.statements, { ...file, place: goal.place });
    this.host.draftsChanged();
  }

  private requireRoom(size: number): void {
    if (this.underway.size >= MOST_AT_ONCE)
      throw new HoldfastError('RATE_LIMIT_EXCEEDED', 'Too many files at once. Wait until some are attached.');
    const limits = this.host.limits();
    if (limits === undefined) return;
    if (size > limits.file)
      throw new HoldfastError('PAYLOAD_TOO_LARGE', 'The server does not take files as large as this one.', {
        reason: 'too-large',
      });
    if (limits.used + size > limits.person)
      throw new HoldfastError('PAYLOAD_TOO_LARGE', 'There is no room left for your files on the server.', {
        reason: 'person-full',
      });
  }

  private requireGoal(goal: FileGoal): void {
    if (goal.kind !== 'row') return;
    if (readViewJson(this.host.statements, goal.subjectTable, goal.subjectId) === undefined)
      throw notFound(goal.subjectTable === 'message' ? 'comment' : goal.subjectTable);
  }

  private require(id: string): Underway {
    const underway = this.underway.get(id);
    if (underway === undefined) throw notHandedOver();
    return underway;
  }
}
