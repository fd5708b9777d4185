import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import * as disk from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Json } from '@holdfast/shared/json.ts';
import { onTestFinished } from 'vitest';
import { ContentStore } from '../files/content-store.ts';
import type { FileDisk } from '../files/file-disk.ts';
import { FileFolder } from '../files/file-folder.ts';
import { TransferBoard } from '../files/transfers/transfer-board.ts';
import { nodeFileLine } from '../host/node-file-line.ts';
import { applyPage } from '../sync/apply.ts';
import { FileServer, piecesOf } from './file-server.ts';
import { ManualClock } from './manual-clock.ts';
import { agentId, createTestIds, MemoryAccount, pageOf, rowOf, ticketRow } from './memory-account.ts';

const newId = createTestIds();
const ticketId = newId();

/** Transfers of an account in memory: a real disk, real HTTP, and the test's clock. */
export class TransferSetup {
  readonly clock = new ManualClock();
  readonly memory = new MemoryAccount();
  readonly store: ContentStore;
  readonly folder: FileFolder;
  /** What tokens were taken for run out. */
  readonly expired: string[] = [];
  readonly problems: string[] = [];
  board: TransferBoard;
  private tokens = 1;
  private version = 2;

  readonly server: FileServer;

  private constructor(server: FileServer, folder: string, onDisk: FileDisk) {
    this.server = server;
    this.folder = new FileFolder(onDisk, folder);
    const { statements } = this.memory;
    this.store = new ContentStore({
      ...{ statements, folder: this.folder, clock: this.clock, log: () => {} },
      need: () => ({ userId: agentId, held: () => new Set<string>() }),
      guarded: (work) => work(),
      changed: () => this.board.rowsTouched(),
    });
    applyPage(statements, agentId, pageOf('desk', 2, [ticketRow(ticketId, 2)]));
    this.board = this.createBoard();
  }

  static async create(onDisk: FileDisk = disk): Promise<TransferSetup> {
    const folder = mkdtempSync(path.join(tmpdir(), 'holdfast-transfers-'));
    const setup = new TransferSetup(await FileServer.start(), folder, onDisk);
    onTestFinished(async () => {
      await setup.board.stopAll();
      rmSync(folder, { recursive: true });
    });
    await setup.folder.prepare();
    setup.board.start();
    setup.board.lineChanged(true);
    return setup;
  }

  /** Ends all transfers and begins anew, as after a restart of the app. */
  async restart(): Promise<void> {
    await this.board.stopAll();
    this.board = this.createBoard();
    this.board.start();
    this.board.lineChanged(true);
  }

  /** A file of the agent's that is on this device and that the server has accepted. Gives its id. */
  async addOwn(bytes: Buffer, id = newId()): Promise<string> {
    const part = this.folder.handedPart(id);
    await disk.writeFile(part, bytes);
    const pieces = Buffer.concat(piecesOf(bytes));
    const content = { hash: hashOf(bytes), size: bytes.length, pieces, part };
    await this.store.keep(content, () => this.put(id, bytes));
    return id;
  }

  /** A file that somebody attached and the server has. Gives its id. */
  addTheirs(bytes: Buffer, id = newId()): string {
    this.server.files.set(id, bytes);
    this.put(id, bytes, { authorId: newId(), storedAt: at });
    return id;
  }

  /** Lets the server say something of an attachment. */
  put(id: string, bytes: Buffer, more: Record<string, Json> = {}): void {
    this.version += 1;
    const fields = { hash: hashOf(bytes), size: bytes.length, authorId: agentId };
    const row = rowOf('attachment', id, this.version, { ...fresh, ...fields, ...more });
    applyPage(this.memory.statements, agentId, pageOf('desk', this.version, [row]));
    this.board.rowsTouched();
  }

  state(id: string): string {
    return this.board.of(id)?.state ?? 'none';
  }

  /** Lets time pass and bytes move until it is so. */
  async until(isSo: () => boolean): Promise<void> {
    const patience = Date.now() + 10_000;
    while (!isSo()) {
      if (Date.now() > patience) throw new Error(`It never came to be so: ${this.server.asked.join(', ')}`);
      await this.clock.advance(100);
      await new Promise(setImmediate);
    }
  }

  /** Lets time pass, and bytes move if any do. */
  async pass(milliseconds: number): Promise<void> {
    for (let passed = 0; passed < milliseconds; passed += 500) {
      await this.clock.advance(500);
      await new Promise(setImmediate);
    }
  }

  private createBoard(): TransferBoard {
    return new TransferBoard({
      ...{ statements: this.memory.statements, userId: agentId, server: this.server.url },
      ...{ folder: this.folder, store: this.store, line: nodeFileLine() },
      tokens: {
        current: async () => `token ${this.tokens}`,
        expire: (token) => {
          this.expired.push(token);
          this.tokens += 1;
        },
      },
      environment: {
        clock: this.clock,
        randomBytes: (count) => new Uint8Array(count).fill(255),
        log: (message) => this.problems.push(message),
      },
      guarded: (work) => work(),
      changed: () => {},
    });
  }
}

export function hashOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

const at = '2026-01-05T08:00:00.000Z';

const fresh = {
  subjectTable: 'ticket',
  subjectId: ticketId,
  name: 'notes.txt',
  createdAt: at,
  storedAt: null,
  kind: null,
  width: null,
  height: null,
  refusal: null,
  removedAt: null,
  removedBy: null,
};
