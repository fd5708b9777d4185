import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import * as disk from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createIdSource } from '@holdfast/shared/ids.ts';
import type { Json } from '@holdfast/shared/json.ts';
import type { WireRow } from '@holdfast/shared/protocol/stream.ts';
import { onTestFinished } from 'vitest';
import type { FileAnswer, FileAsk } from '../api/file-asks.ts';
import type { FileGoal } from '../api/files.ts';
import type { FileDisk } from '../files/file-disk.ts';
import { Files } from '../files/files.ts';
import { nodeFileLine } from '../host/node-file-line.ts';
import { TokenSource } from '../session/tokens.ts';
import { diskFaultOf } from '../store/disk-fault.ts';
import type { Applied } from '../sync/apply.ts';
import { ManualClock } from './manual-clock.ts';
import { agentId, MemoryAccount, rowOf, ticketRow } from './memory-account.ts';

/** Ids of files and of whatever else a test of files needs. */
export const newFileId = createIdSource(() => 1_750_000_000_000, randomBytes);

/** The files of an account in memory, with a folder of their own on the real disk and no network. */
export class FileSetup {
  readonly clock = new ManualClock();
  readonly memory: MemoryAccount;
  readonly ticketId = newFileId();
  readonly folder: string;
  /** What the shell was asked, and what it answers. */
  readonly asked: FileAsk[] = [];
  answer: FileAnswer = { done: true };
  /** What can be made again, as JSON. */
  madeAgain = '[]';
  readonly logged: string[] = [];
  files: Files;
  private readonly disk: FileDisk;
  /** Of the newest row that the server has made. */
  version = 10;

  constructor(more: { disk?: Partial<FileDisk>; memory?: MemoryAccount; folder?: string } = {}) {
    this.disk = { ...disk, ...more.disk };
    this.memory = more.memory ?? new MemoryAccount();
    this.folder = more.folder ?? mkdtempSync(path.join(tmpdir(), 'holdfast-files-'));
    this.files = this.open();
    onTestFinished(async () => {
      await this.files.stop();
      rmSync(this.folder, { recursive: true, force: true });
    });
  }

  /** Ends the app in the middle of whatever it does, and starts it again. */
  async restart(): Promise<void> {
    await this.files.stop();
    this.files = this.open();
    await this.settled();
  }

  /** Starts, and lets what the start does come to its end. */
  async start(): Promise<void> {
    this.files.start();
    await this.settled();
  }

  settled(): Promise<void> {
    return this.files.settled();
  }

  /** Applies a page of rows as the server would send it. */
  apply(rows: readonly WireRow[], apply: (rows: readonly WireRow[]) => Applied): void {
    const applied = apply(rows);
    this.files.touched(applied.touched);
    if (applied.purged) this.files.purged();
  }

  /** Makes a change of the person's. */
  write(name: string, args: Json): void {
    this.files.touched(this.memory.write(name, args));
  }

  /** Hands bytes over in parts of a MiB. */
  async handOver(bytes: Uint8Array, goal: FileGoal, name = 'notes.txt'): Promise<string> {
    const { handovers } = this.files;
    const { handover } = await handovers.begin({ name, size: bytes.length, goal });
    for (let at = 0; at < bytes.length; at += PART)
      await handovers.add(handover, bytes.subarray(at, at + PART));
    return (await handovers.end(handover)).id;
  }

  /** A row of an attachment of the ticket, as the server would send it. */
  attachment(bytes: Uint8Array, fields: Record<string, Json> = {}, id = newFileId()): WireRow {
    this.version += 1;
    return rowOf('attachment', id, this.version, {
      ...{ subjectTable: 'ticket', subjectId: this.ticketId, name: 'notes.txt' },
      ...{ hash: hashOf(bytes), size: bytes.length, authorId: agentId },
      ...{ createdAt: '2026-01-05T08:00:00.000Z', storedAt: '2026-01-05T08:00:01.000Z', kind: null },
      ...{ width: null, height: null, refusal: null, removedAt: null, removedBy: null, ...fields },
    });
  }

  ticket(): WireRow {
    return ticketRow(this.ticketId, 2);
  }

  /** All files on the disk, by their path in the folder of files. */
  onDisk(): string[] {
    const root = path.join(this.folder, 'files');
    return readdirSync(root, { recursive: true, encoding: 'utf8' })
      .filter((name) => statSync(path.join(root, name)).isFile())
      .sort();
  }

  pathOf(bytes: Uint8Array): string {
    const hash = hashOf(bytes);
    return path.join(this.folder, 'files', hash.slice(0, 2), hash);
  }

  private guard(work: () => void): void {
    try {
      work();
    } catch (error) {
      if (diskFaultOf(error) === undefined) throw error;
      this.logged.push(String(error));
    }
  }

  private open(): Files {
    const environment = {
      clock: this.clock,
      randomBytes: (count: number) => randomBytes(count),
      log: (message: string) => void this.logged.push(message),
    };
    const server = 'http://127.0.0.1:9';
    return new Files({
      environment,
      account: { server, statements: this.memory.statements, userId: agentId, folder: this.folder },
      world: { disk: this.disk, line: nodeFileLine() },
      tokens: new TokenSource({
        ...{ post: () => Promise.reject(new Error('no network')), server },
        ...{ kept: undefined, newAttempt: newFileId, onRenewed: () => {} },
      }),
      mutate: (name, args) => this.write(name, args),
      madeAgain: () => this.madeAgain,
      ask: async (ask) => {
        this.asked.push(ask);
        return this.answer;
      },
      guarded: (work) => this.guard(work),
    });
  }
}

const PART = 1024 * 1024;

export function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
