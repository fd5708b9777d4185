import { readMeta, writeMeta } from '../store/meta.ts';
import type { Statements } from '../store/statements.ts';
import { usedRoom } from './file-records.ts';
import { namedByChanges } from './named-contents.ts';

/** How much room files may take unless the person says otherwise: 5 GiB, in bytes. */
const USUAL_ROOM = 5 * 1024 ** 3;

export function fileRoom(statements: Statements): number {
  return Number(readMeta(statements, 'fileRoom') ?? USUAL_ROOM);
}

export function setFileRoom(statements: Statements, bytes: number): void {
  writeMeta(statements, 'fileRoom', String(bytes));
}

/**
 * Contents that can go because the server has them and gives them again: not pinned, not of a draft, a waiting or a
 * refused change, and none that this person has still to send or that was not accepted. Least recently used first.
 */
const SPARE = `
  SELECT f.hash, f.size FROM file AS f
  WHERE f.lost = 0 AND f.used_at < @before
    AND EXISTS (SELECT 1 FROM attachment_base AS b WHERE b.hash = f.hash AND b.storedAt IS NOT NULL)
    AND NOT EXISTS (
      SELECT 1 FROM attachment_base AS b WHERE b.hash = f.hash AND b.authorId = @me AND b.storedAt IS NULL)
    AND NOT EXISTS (SELECT 1 FROM attachment_overlay AS o WHERE o.hash = f.hash AND o.storedAt IS NULL AND o.deleted = 0)
    AND NOT EXISTS (SELECT 1 FROM draft_file AS d WHERE d.hash = f.hash)
    AND f.hash NOT IN (SELECT a.hash FROM file_pin AS p JOIN attachment_base AS a ON a.id = p.id)
  ORDER BY f.used_at`;

export interface SpareContent {
  readonly hash: string;
  /** In bytes. */
  readonly size: number;
}

export interface SpareTerms {
  readonly userId: string;
  /** Only those used before, in milliseconds since 1970. */
  readonly usedBefore: number;
  /** Whether a content is being read or written. */
  readonly isUsed: (hash: string) => boolean;
}

/** All contents that can go, those used longest ago first. */
export function findSpare(
  statements: Statements,
  { userId, usedBefore, isUsed }: SpareTerms,
): SpareContent[] {
  const named = namedByChanges(statements);
  return statements
    .all<SpareContent>(SPARE, { me: userId, before: usedBefore })
    .filter(({ hash }) => !named.has(hash) && !isUsed(hash));
}

/** Those of them that must go so that files take no more room than they may. */
export function findExcess(statements: Statements, terms: SpareTerms): SpareContent[] {
  let excess = usedRoom(statements) - fileRoom(statements);
  if (excess <= 0) return [];
  return findSpare(statements, terms).filter(({ size }) => {
    const goes = excess > 0;
    if (goes) excess -= size;
    return goes;
  });
}
