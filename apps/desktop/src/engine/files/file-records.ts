import type { Statements } from '../store/statements.ts';

/** A content that is whole on this device. */
export interface LocalFile {
  readonly hash: string;
  /** In bytes. */
  readonly size: number;
  /** What it is, as this device found it. */
  readonly kind: string | undefined;
  /** Of a picture, in pixels. */
  readonly width: number | undefined;
  readonly height: number | undefined;
  /** The checks of all pieces, 32 bytes each (shared/src/files/pieces.ts). */
  readonly pieces: Uint8Array;
}

interface FileLine {
  hash: string;
  size: number;
  kind: string | null;
  width: number | null;
  height: number | null;
  pieces: Buffer;
}

/** A content that is here. */
export function findLocal(statements: Statements, hash: string): LocalFile | undefined {
  const sql = 'SELECT hash, size, kind, width, height, pieces FROM file WHERE hash = ? AND lost = 0';
  const line = statements.get<FileLine>(sql, hash);
  if (line === undefined) return undefined;
  const { kind, width, height } = line;
  return { ...line, kind: kind ?? undefined, width: width ?? undefined, height: height ?? undefined };
}

export function hasLocal(statements: Statements, hash: string): boolean {
  return statements.get('SELECT 1 FROM file WHERE hash = ? AND lost = 0', hash) !== undefined;
}

/** Notes that a content is here. `now` in milliseconds since 1970. */
export function putLocal(statements: Statements, file: LocalFile, now: number): void {
  const { hash, size, kind, width, height, pieces } = file;
  statements.run(
    `INSERT OR REPLACE INTO file (hash, size, kind, width, height, pieces, used_at) VALUES (?, ?, ?, ?, ?, ?, ?)`,
    ...[hash, size, kind ?? null, width ?? null, height ?? null, Buffer.from(pieces), now],
  );
}

export function forgetLocal(statements: Statements, hash: string): void {
  statements.run('DELETE FROM file WHERE hash = ?', hash);
}

/** Notes that a content was here, is not any more, and that nobody is known to have it. */
export function markLost(statements: Statements, hash: string): void {
  statements.run('UPDATE file SET lost = 1 WHERE hash = ?', hash);
}

export function isLost(statements: Statements, hash: string): boolean {
  return statements.get('SELECT 1 FROM file WHERE hash = ? AND lost = 1', hash) !== undefined;
}

/** Using a content is noted so often, in milliseconds: a write of the disk for each look would cost more than it is worth. */
const NOTED_EACH = 3_600_000;

export function noteUsed(statements: Statements, hash: string, now: number): void {
  statements.run('UPDATE file SET used_at = ? WHERE hash = ? AND used_at < ?', now, hash, now - NOTED_EACH);
}

/** How much room the contents take, in bytes. */
export function usedRoom(statements: Statements): number {
  return statements.get<{ sum: number }>('SELECT total(size) AS sum FROM file WHERE lost = 0')?.sum ?? 0;
}

/** The hashes and sizes of the contents that are here. */
export function readLocals(statements: Statements): { hash: string; size: number }[] {
  return statements.all<{ hash: string; size: number }>('SELECT hash, size FROM file WHERE lost = 0');
}
