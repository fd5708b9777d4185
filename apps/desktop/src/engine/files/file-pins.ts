import type { Statements } from '../store/statements.ts';

export function isPinned(statements: Statements, attachmentId: string): boolean {
  return statements.get('SELECT 1 FROM file_pin WHERE id = ?', attachmentId) !== undefined;
}

export function setPinned(statements: Statements, attachmentId: string, pinned: boolean): void {
  const sql = pinned ? 'INSERT OR IGNORE INTO file_pin (id) VALUES (?)' : 'DELETE FROM file_pin WHERE id = ?';
  statements.run(sql, attachmentId);
}

/** The attachments that are pinned, the latest first. */
export function readPinned(statements: Statements, limit: number): string[] {
  const sql = 'SELECT id FROM file_pin ORDER BY id DESC LIMIT ?';
  return statements.all<{ id: string }>(sql, limit).map(({ id }) => id);
}

/** Pins of attachments that are not there any more. */
export function removeSparePins(statements: Statements): void {
  const sql = `DELETE FROM file_pin WHERE id NOT IN (SELECT id FROM attachment_base)
    AND id NOT IN (SELECT id FROM attachment_overlay)`;
  statements.run(sql);
}

/** How much room pinned contents take, in bytes. */
export function pinnedRoom(statements: Statements): number {
  const sql = `SELECT total(size) AS sum FROM file WHERE lost = 0 AND hash IN (
    SELECT a.hash FROM file_pin AS p JOIN attachment AS a ON a.id = p.id)`;
  return statements.get<{ sum: number }>(sql)?.sum ?? 0;
}
