import { createHash, randomBytes } from 'node:crypto';
import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import type { Engine } from '../../apps/desktop/src/engine/engine.ts';
import { EngineWindow } from '../support/engine-window.ts';
import { FileUser } from '../support/file-user.ts';
import { between, type Chance } from './chance.ts';
import type { Confirmed } from './confirmed.ts';

const LONGEST_PAUSE_MS = 600;
/** Of ten files one has several pieces. */
const LARGE_BYTES = 9_000_000;
const SMALL_BYTES = 100_000;

/** A row of the server's that a file waits for, and its content. */
interface Known {
  readonly id: string;
  readonly hash: string;
}

/** One person who attaches files, each unlike all others, and fetches those of others. */
export class FileWriter {
  private readonly engine: Engine;
  private user: FileUser | undefined;

  constructor(engine: Engine) {
    this.engine = engine;
  }

  /** Attaches a file, which is on the disk when this resolves. Nothing where it was refused. */
  async attach(ticketId: string | undefined, chance: Chance): Promise<Confirmed | undefined> {
    if (ticketId === undefined) return undefined;
    const most = between(chance, 1, 10) === 1 ? LARGE_BYTES : SMALL_BYTES;
    const bytes = randomBytes(between(chance, 1, most));
    const goal = { kind: 'row', subjectTable: 'ticket', subjectId: ticketId } as const;
    try {
      const id = await this.files().attachBytes('written.bin', bytes, goal);
      return { kind: 'file', id, text: createHash('sha256').update(bytes).digest('hex') };
    } catch (error) {
      if (error instanceof HoldfastError) return undefined;
      throw error;
    }
  }

  /** Fetches any file that is not here. */
  async fetchOne(chance: Chance): Promise<void> {
    const missing = this.missing();
    const one = missing[between(chance, 0, Math.max(0, missing.length - 1))];
    if (one !== undefined) await this.files().fetch(one.id);
  }

  async fetchAll(): Promise<void> {
    for (const { id } of this.missing()) await this.files().fetch(id);
  }

  /** Whether the server has all that was attached here. */
  areSent(): boolean {
    const sql = 'SELECT id, hash FROM attachment WHERE "storedAt" IS NULL AND "authorId" = ?';
    return this.read(sql, this.engine.requireSession().account.userId).length === 0;
  }

  /** Whether everything is on this device that the server has. */
  areHere(): boolean {
    return this.missing().length === 0;
  }

  pause(chance: Chance): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, between(chance, 0, LONGEST_PAUSE_MS)));
  }

  private missing(): Known[] {
    return this.read('SELECT id, hash FROM attachment WHERE hash NOT IN (SELECT hash FROM file)');
  }

  private read(sql: string, ...values: string[]): Known[] {
    return this.engine.requireSession().account.statements.all<Known>(sql, ...values);
  }

  private files(): FileUser {
    this.user ??= new FileUser(() => new EngineWindow(this.engine));
    return this.user;
  }
}
