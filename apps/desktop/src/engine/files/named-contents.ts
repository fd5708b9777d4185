import { readMeta } from '../store/meta.ts';
import type { Statements } from '../store/statements.ts';
import { isResendDue } from '../sync/new-life.ts';

/** Where a change names a content in its arguments, in whichever shape: `"hash":"…"`. */
const NAMED = /"hash":"([0-9a-f]{64})"/g;

/**
 * The hashes that a text of JSON names. Changes are read as text, since one may be of a kind that this version does
 * not know: it is sent all the same, and so must its file be.
 */
export function hashesIn(json: string): string[] {
  return [...json.matchAll(NAMED)].flatMap(([, hash]) => (hash === undefined ? [] : [hash]));
}

/** Contents that own changes name: those that wait or were not accepted, and accepted ones that are sent again (S19). */
export function namedByChanges(statements: Statements): ReadonlySet<string> {
  const tables = ['outbox', 'refused', ...(isResendDue(statements) ? ['confirmed'] : [])];
  const names = (table: string) => `SELECT args FROM ${table} WHERE instr(args, '"hash":"') > 0`;
  const changes = statements.all<{ args: string }>(tables.map(names).join(' UNION ALL '));
  return new Set(changes.flatMap(({ args }) => hashesIn(args)));
}

/** Whether everything that may name a content is on this disk: a file that was mended gets its rows back first (S25). */
export function isAllKnown(statements: Statements): boolean {
  return readMeta(statements, 'synced') === '1' || readMeta(statements, 'disabled') === '1';
}

/** A file that was taken away names nothing, but for one's own that nobody else has: it may be put back. */
const NAMES = '(removedAt IS NULL OR (authorId = @me AND storedAt IS NULL))';

/** That neither a row, as the server or as the person has it, nor a draft names the content. */
const noRow = (hash: string) => `
  NOT EXISTS (SELECT 1 FROM attachment_base AS b WHERE b.hash = ${hash} AND ${NAMES})
  AND NOT EXISTS (SELECT 1 FROM attachment_overlay AS o WHERE o.hash = ${hash} AND o.deleted = 0 AND ${NAMES})
  AND NOT EXISTS (SELECT 1 FROM draft_file AS d WHERE d.hash = ${hash})`;

/** Whom contents are needed by. */
export interface Need {
  readonly userId: string;
  /** Contents that are needed though no row names them: what was undone can be made again. */
  readonly held: () => ReadonlySet<string>;
}

/** The contents of this device that no row, no draft, no change and nothing held names. */
export function findUnnamed(statements: Statements, { userId, held }: Need): string[] {
  const sql = `SELECT f.hash FROM file AS f WHERE ${noRow('f.hash')}`;
  const found = statements.all<{ hash: string }>(sql, { me: userId });
  if (found.length === 0) return [];
  const [named, kept] = [namedByChanges(statements), held()];
  return found.map(({ hash }) => hash).filter((hash) => !named.has(hash) && !kept.has(hash));
}

/** Whether a row, a draft, a change or something held names this content. */
export function isNamed(statements: Statements, hash: string, { userId, held }: Need): boolean {
  const unnamed = statements.get(`SELECT 1 WHERE ${noRow('@hash')}`, { me: userId, hash });
  return unnamed === undefined || namedByChanges(statements).has(hash) || held().has(hash);
}

/** Whether one of these attachments is not there any more, or was taken away. */
export function isAnyGone(statements: Statements, attachmentIds: readonly string[]): boolean {
  const sql = `SELECT 1 FROM json_each(?) AS touched
    WHERE NOT EXISTS (SELECT 1 FROM attachment AS a WHERE a.id = touched.value AND a.removedAt IS NULL) LIMIT 1`;
  return statements.get(sql, JSON.stringify(attachmentIds)) !== undefined;
}

/** How many own files are here and not on the server: those that wait, and those that it did not take. */
export function countUnsent(statements: Statements, userId: string): number {
  const sql = `SELECT count(*) AS count FROM attachment AS a
    WHERE a.authorId = ? AND a.storedAt IS NULL AND a.removedAt IS NULL
      AND EXISTS (SELECT 1 FROM file AS f WHERE f.hash = a.hash AND f.lost = 0)`;
  return statements.get<{ count: number }>(sql, userId)?.count ?? 0;
}
