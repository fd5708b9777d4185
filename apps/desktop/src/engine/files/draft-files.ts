import type { DraftFile } from '../api/files.ts';
import type { Statements } from '../store/statements.ts';
import { findLocal } from './file-records.ts';

type DraftLine = Omit<DraftFile, 'kind'>;

/** A file of what is being written in a place, as its author handed it over. */
export interface NewDraftFile extends DraftLine {
  readonly place: string;
}

const columns = 'id, name, hash, size';

export function addDraftFile(statements: Statements, { id, place, name, hash, size }: NewDraftFile): void {
  const sql = 'INSERT INTO draft_file (id, place, name, hash, size) VALUES (?, ?, ?, ?, ?)';
  statements.run(sql, id, place, name, hash, size);
}

export function findDraftFile(statements: Statements, id: string): DraftLine | undefined {
  return statements.get<DraftLine>(`SELECT ${columns} FROM draft_file WHERE id = ?`, id);
}

/** The files of what is being written in a place, in the order in which they were handed over. */
export function readDraftFiles(statements: Statements, place: string): DraftFile[] {
  const sql = `SELECT ${columns} FROM draft_file WHERE place = ? ORDER BY rowid`;
  return statements.all<DraftLine>(sql, place).map((line) => {
    const kind = findLocal(statements, line.hash)?.kind;
    return kind === undefined ? line : { ...line, kind };
  });
}

/** How many files are in what is being written, wherever that is. */
export function countDraftFiles(statements: Statements): number {
  return statements.get<{ count: number }>('SELECT count(*) AS count FROM draft_file')?.count ?? 0;
}

/** Says whether it was there. */
export function removeDraftFile(statements: Statements, id: string): boolean {
  return statements.run('DELETE FROM draft_file WHERE id = ?', id) > 0;
}

/** Those that were sent are attachments of the same id now, and drafts no more. Says whether there were any. */
export function removeSentDrafts(statements: Statements): boolean {
  if (statements.get('SELECT 1 FROM draft_file LIMIT 1') === undefined) return false;
  const isSent = (side: string) => `id IN (SELECT id FROM attachment_${side})`;
  return statements.run(`DELETE FROM draft_file WHERE ${isSent('base')} OR ${isSent('overlay')}`) > 0;
}
