import { HEAD_BYTES, kindOf } from '@holdfast/shared/files/kind-of.ts';
import { pictureSize } from '@holdfast/shared/files/picture-size.ts';
import { OneAtATime } from '@holdfast/shared/one-at-a-time.ts';
import { notFound } from '@holdfast/shared/protocol/errors.ts';
import type { Clock, Environment } from '../environment.ts';
import type { Statements } from '../store/statements.ts';
import { ContentHash } from './content-hash.ts';
import type { FileFolder } from './file-folder.ts';
import {
  findLocal,
  forgetLocal,
  hasLocal,
  type LocalFile,
  markLost,
  noteUsed,
  putLocal,
} from './file-records.ts';
import { findUnnamed, isAllKnown, isNamed, type Need } from './named-contents.ts';
import { eachChunk, readBytes } from './read-bytes.ts';

/** A larger content is not hashed before its first byte is shown, but while it is copied or sent, in bytes. */
const HASHED_FIRST = 64 * 1024 * 1024;

/** A content that was put together in a part, hashed on the way. */
export interface NewContent {
  readonly hash: string;
  /** In bytes. */
  readonly size: number;
  readonly pieces: Uint8Array;
  /** The path of its part. */
  readonly part: string;
}

export interface ContentStoreHost {
  readonly statements: Statements;
  readonly folder: FileFolder;
  readonly clock: Clock;
  readonly log: Environment['log'];
  readonly need: () => Need;
  /** Does what nobody waits for: a fault of the disk is told, not thrown. */
  readonly guarded: (work: () => void) => void;
  /** Contents came or went. */
  readonly changed: () => void;
}

/**
 * The contents of this device: bytes in the folder, records in the account's file. A record is written only when the
 * bytes are there to stay, and goes before they do; whatever ends the app in between, the next start finds it.
 */
export class ContentStore {
  /** Contents whose bytes were hashed since the start and were right. */
  private readonly verified = new Set<string>();
  private readonly turns = new OneAtATime();
  private isStopped = false;

  private readonly host: ContentStoreHost;

  constructor(host: ContentStoreHost) {
    this.host = host;
  }

  /** Settles once nothing of it touches the disk any more. */
  async stop(): Promise<void> {
    this.isStopped = true;
    await this.turns.idle();
  }

  settled(): Promise<void> {
    return this.turns.idle();
  }

  find(hash: string): LocalFile | undefined {
    return findLocal(this.host.statements, hash);
  }

  /**
   * Keeps a content whose part is whole, and in the same turn does `name`, which makes something name it. Where that
   * throws, or nothing names it in the end, the content is not kept.
   */
  keep<T>(content: NewContent, name: () => T): Promise<T> {
    return this.turns.run(content.hash, async () => {
      const found = await this.place(content);
      this.requireRunning();
      putLocal(this.host.statements, found, this.host.clock.now());
      this.verified.add(content.hash);
      try {
        return name();
      } finally {
        await this.dropUnnamed(content.hash);
        this.host.changed();
      }
    });
  }

  /** Forgets the contents that nothing names any more (S23): their records at once, then their bytes and all copies. */
  async release(): Promise<void> {
    const { statements, need } = this.host;
    if (!isAllKnown(statements)) return;
    const removed = this.remove(findUnnamed(statements, need()));
    await Promise.all([removed, this.turns.run('copies', () => this.removeUnnamedCopies())]);
  }

  /** Removes these contents from this device. */
  remove(hashes: readonly string[]): Promise<void> {
    if (hashes.length === 0) return Promise.resolve();
    const { statements } = this.host;
    statements.database
      .transaction(() => {
        for (const hash of hashes) forgetLocal(statements, hash);
      })
      .immediate();
    this.host.changed();
    return this.removeAll(hashes);
  }

  /** Bytes of a content that is here, after it was looked at once since the start. Throws NOT_FOUND where it is not. */
  async read(hash: string, from: number, to: number): Promise<Uint8Array> {
    const local = await this.requireWhole(hash);
    this.noteUsed(hash);
    return readBytes(this.host.folder.disk, this.host.folder.pathOf(hash), from, Math.min(to, local.size));
  }

  /** Gives all bytes in their order. Throws NOT_FOUND at the end where they turn out not to be what they should. */
  async copy(hash: string, write: (chunk: Uint8Array) => Promise<unknown>): Promise<void> {
    await this.requireWhole(hash);
    this.noteUsed(hash);
    const check = new ContentHash();
    await eachChunk(this.host.folder.disk, this.host.folder.pathOf(hash), (chunk) => {
      check.update(chunk);
      return write(chunk);
    });
    if (check.end().hash !== hash) throw await this.missing(hash);
  }

  /** Whether the bytes of a content are what they should be. Those that are not are not here any more afterwards. */
  async verify(hash: string): Promise<boolean> {
    const { folder } = this.host;
    const local = this.find(hash);
    if (local === undefined) return false;
    if ((await folder.sizeOf(hash)) === local.size && (await this.hashed(hash)).hash === hash) {
      this.verified.add(hash);
      return true;
    }
    await this.missing(hash);
    return false;
  }

  /** Brings bytes and records together, as they may be apart after the app was ended (S23, S25). */
  async heal(): Promise<void> {
    await this.release();
    for await (const hash of this.host.folder.contents()) {
      if (this.isStopped) return;
      await this.turns.run(hash, () => this.healContent(hash)).catch((error: unknown) => this.note(error));
    }
  }

  private async healContent(hash: string): Promise<void> {
    this.requireRunning();
    const { statements, need } = this.host;
    if (hasLocal(statements, hash)) return;
    if (isAllKnown(statements) && !isNamed(statements, hash, need())) await this.host.folder.remove(hash);
    else await this.adopt(hash);
  }

  /** A content that is here, but of which no record tells: the account's file was mended (S25). */
  private async adopt(hash: string): Promise<void> {
    const found = await this.hashed(hash);
    if (found.hash !== hash) return this.host.folder.remove(hash);
    const described = await this.describe(found);
    this.requireRunning();
    putLocal(this.host.statements, described, this.host.clock.now());
    this.verified.add(hash);
    this.host.changed();
  }

  /** What is here can be read on a full disk, too. */
  private noteUsed(hash: string): void {
    const { statements, clock, guarded } = this.host;
    guarded(() => noteUsed(statements, hash, clock.now()));
  }

  /** Looks at a content before it is used: a disk may lose or turn bytes, and people may tidy folders up. */
  private async requireWhole(hash: string): Promise<LocalFile> {
    const local = this.find(hash);
    if (local === undefined) throw notFound('file');
    if ((await this.host.folder.sizeOf(hash)) !== local.size) throw await this.missing(hash);
    if (local.size > HASHED_FIRST || this.verified.has(hash)) return local;
    if ((await this.hashed(hash)).hash !== hash) throw await this.missing(hash);
    this.verified.add(hash);
    return local;
  }

  /** A content is not here any more, or is not what it was. It is fetched again where the server has it. */
  private async missing(hash: string): Promise<Error> {
    const { statements, log } = this.host;
    this.requireRunning();
    this.verified.delete(hash);
    if (isOnServer(statements, hash)) forgetLocal(statements, hash);
    else markLost(statements, hash);
    log('a file on this disk was not what it should be, and was let go', { hash: hash.slice(0, 8) });
    this.host.changed();
    await this.turns.run(hash, () => this.removeBytes(hash));
    return notFound('file');
  }

  /** What the bytes under a hash are. Ends at once where the account is closed meanwhile. */
  private async hashed(hash: string): Promise<ReturnType<ContentHash['end']>> {
    const check = new ContentHash();
    await eachChunk(this.host.folder.disk, this.host.folder.pathOf(hash), (chunk) => {
      this.requireRunning();
      check.update(chunk);
    });
    return check.end();
  }

  /** Puts the bytes in their place, unless they are there already. */
  private async place(content: NewContent): Promise<LocalFile> {
    const { folder } = this.host;
    const isThere = this.find(content.hash) !== undefined && this.verified.has(content.hash);
    if (isThere && (await folder.sizeOf(content.hash)) === content.size)
      await folder.disk.rm(content.part, { force: true });
    else await folder.keep(content.part, content.hash);
    return this.describe(content);
  }

  private async describe({ hash, size, pieces }: Omit<NewContent, 'part'>): Promise<LocalFile> {
    const { folder } = this.host;
    const head = await readBytes(folder.disk, folder.pathOf(hash), 0, Math.min(size, HEAD_BYTES));
    const picture = pictureSize(head);
    return { hash, size, pieces, kind: await kindOf(head), width: picture?.width, height: picture?.height };
  }

  private async dropUnnamed(hash: string): Promise<void> {
    const { statements, need } = this.host;
    if (isNamed(statements, hash, need())) return;
    forgetLocal(statements, hash);
    await this.removeBytes(hash);
  }

  private async removeAll(hashes: readonly string[]): Promise<void> {
    await Promise.all(hashes.map((hash) => this.turns.run(hash, () => this.removeBytes(hash))));
  }

  /** In a turn, so that it is not being kept meanwhile. */
  private async removeBytes(hash: string): Promise<void> {
    if (this.isStopped || hasLocal(this.host.statements, hash)) return;
    this.verified.delete(hash);
    try {
      await this.host.folder.remove(hash);
    } catch (error) {
      this.note(error);
    }
  }

  /** A copy for another app outlasts its content where that only made room, so it is asked for by itself. */
  private async removeUnnamedCopies(): Promise<void> {
    const { folder, statements, need } = this.host;
    for (const hash of await folder.openedHashes()) {
      if (this.isStopped) return;
      if (!isNamed(statements, hash, need())) await folder.removeOpenedOf(hash);
    }
  }

  /** One content stops none of the others. */
  private note(error: unknown): void {
    if (!this.isStopped)
      this.host.log('a file could not be put in order; the next start tries again', { cause: String(error) });
  }

  /** Nothing may be written to an account that has been closed. */
  private requireRunning(): void {
    if (this.isStopped) throw new Error('The account was closed meanwhile.');
  }
}

function isOnServer(statements: Statements, hash: string): boolean {
  const sql = 'SELECT 1 FROM attachment_base WHERE hash = ? AND storedAt IS NOT NULL LIMIT 1';
  return statements.get(sql, hash) !== undefined;
}
