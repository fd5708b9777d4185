import type { Database } from 'better-sqlite3';
import { quoted } from '../../quoted.ts';

/** The hash of a row's content gets a name that no column of a model has: attachments have a `hash` of their own. */
export function rowHash(db: Database): void {
  for (const table of rowTables(db)) {
    db.exec(`ALTER TABLE ${quoted(table)} RENAME COLUMN hash TO row_hash`);
  }
}

/** The tables of synced rows. */
function rowTables(db: Database): readonly string[] {
  const sql = `SELECT m.name FROM sqlite_schema AS m WHERE m.type = 'table'
    AND 4 = (SELECT count(*) FROM pragma_table_xinfo(m.name) WHERE name IN ('row_version', 'deleted', 'data', 'hash'))`;
  return db.prepare<[], string>(sql).pluck().all();
}
