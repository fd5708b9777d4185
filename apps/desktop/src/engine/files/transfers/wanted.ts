import type { Statements } from '../../store/statements.ts';
import { asWish, type Wish } from './wishes.ts';

/** An attachment whose bytes have a way to go. */
export interface Wanted extends Wish {
  readonly id: string;
  readonly way: 'up' | 'down';
  readonly hash: string;
  /** In bytes. */
  readonly size: number;
  /** Whether the server is ready for it: to fetch what it does not have yet has to wait. */
  readonly isReady: boolean;
}

interface WantedLine {
  readonly id: string;
  readonly hash: string;
  readonly size: number;
  readonly storedAt: string | null;
  readonly fetch: number | null;
  readonly paused: number | null;
  readonly problem: string | null;
}

const FIELDS = 'b.id, b.hash, b.size, b.storedAt, w.fetch, w.paused, w.problem';

/** A row that nobody took away, as far as this device knows. */
const STANDS = `b.removedAt IS NULL AND NOT EXISTS (
  SELECT 1 FROM attachment_overlay AS o WHERE o.id = b.id AND (o.deleted = 1 OR o.removedAt IS NOT NULL))`;

const HERE = 'SELECT 1 FROM file AS f WHERE f.hash = b.hash AND f.lost = 0';

/** Own files that the server has accepted and not got, and whose content is whole here. */
export function findUploads(statements: Statements, userId: string): Wanted[] {
  const lines = statements.all<WantedLine>(
    `SELECT ${FIELDS} FROM attachment_base AS b LEFT JOIN file_wish AS w ON w.id = b.id
     WHERE b.authorId = ? AND b.storedAt IS NULL AND json_extract(b.data, '$.refusal') IS NULL
       AND ${STANDS} AND EXISTS (${HERE})
     ORDER BY b.id`,
    userId,
  );
  return lines.map((line) => asWanted('up', line));
}

/** Files that somebody wants on this device, whose content is not here. */
export function findDownloads(statements: Statements): Wanted[] {
  const lines = statements.all<WantedLine>(
    `SELECT ${FIELDS} FROM file_wish AS w JOIN attachment_base AS b ON b.id = w.id
     WHERE w.fetch = 1 AND ${STANDS} AND NOT EXISTS (${HERE})
     ORDER BY w.id`,
  );
  return lines.map((line) => asWanted('down', line));
}

/** The same of one file of which no wish is kept. */
export function findDownload(statements: Statements, id: string): Wanted | undefined {
  const line = statements.get<WantedLine>(
    `SELECT ${FIELDS} FROM attachment_base AS b LEFT JOIN file_wish AS w ON w.id = b.id
     WHERE b.id = ? AND ${STANDS} AND NOT EXISTS (${HERE})`,
    id,
  );
  return line && asWanted('down', line);
}

/** Whether an attachment is there, as far as this device knows. */
export function isStanding(statements: Statements, id: string): boolean {
  const sql = `SELECT 1 FROM attachment_base AS b WHERE b.id = ? AND ${STANDS}`;
  return statements.get(sql, id) !== undefined;
}

/** Whether the server says that it has an attachment's bytes. */
export function isStored(statements: Statements, id: string): boolean {
  const sql = 'SELECT 1 FROM attachment_base WHERE id = ? AND storedAt IS NOT NULL';
  return statements.get(sql, id) !== undefined;
}

/** Forgets wishes whose file is stored and here, or whose row is gone. */
export function forgetIdleWishes(statements: Statements): void {
  statements.run(
    `DELETE FROM file_wish
     WHERE NOT EXISTS (SELECT 1 FROM attachment_overlay AS o WHERE o.id = file_wish.id AND o.deleted = 0)
       AND NOT EXISTS (
         SELECT 1 FROM attachment_base AS b WHERE b.id = file_wish.id AND b.removedAt IS NULL
           AND (b.storedAt IS NULL OR NOT EXISTS (${HERE})))`,
  );
}

function asWanted(way: 'up' | 'down', line: WantedLine): Wanted {
  const { id, hash, size, storedAt, problem } = line;
  const wish = asWish({ fetch: line.fetch ?? 0, paused: line.paused ?? 0, problem });
  return { ...wish, ...{ id, way, hash, size }, isReady: way === 'up' || storedAt !== null };
}
