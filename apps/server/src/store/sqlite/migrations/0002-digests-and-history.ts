import { HASH_LIMIT, hashRow } from '@holdfast/shared/hash.ts';
import type { Database } from 'better-sqlite3';
import { quoted } from '../../quoted.ts';

const tables = `
  -- The sum of the hashes of the rows in the scope, and how many they are (S31, S16).
  ALTER TABLE sync_scope ADD COLUMN digest INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE sync_scope ADD COLUMN live INTEGER NOT NULL DEFAULT 0;

  -- What a refused change of fields held, for those that were made on top of it (S27).
  ALTER TABLE sync_result ADD COLUMN refused TEXT;
  CREATE INDEX sync_result_refused_at ON sync_result (at) WHERE version IS NULL;

  -- What grows old is found without a look at all that does not (S18).
  CREATE INDEX sync_entry_gone ON sync_entry (version) WHERE gone = 1;

  -- The newest version of each hour, to say which versions are older than so many days (S18).
  CREATE TABLE sync_hour (hour TEXT PRIMARY KEY, version INTEGER NOT NULL) WITHOUT ROWID;
  INSERT INTO sync_hour (hour, version)
    SELECT substr(at, 1, 13), max(version) FROM sync_result WHERE version IS NOT NULL GROUP BY 1;
`;

/** Hashes of rows and digests of scopes (S31), and what pruning needs (S18), also for what is there already. */
export function digestsAndHistory(db: Database): void {
  db.exec(tables);
  db.function('hash_row', { deterministic: true }, (table, id, version, json) =>
    hashRow(String(table), String(id), Number(version), String(json)),
  );
  for (const table of rowTables(db)) hashRows(db, table);
}

/** The tables of synced rows that an earlier server made. */
function rowTables(db: Database): string[] {
  return db
    .prepare<[], { name: string }>(
      `SELECT m.name FROM sqlite_schema AS m JOIN pragma_table_info(m.name) AS c
        WHERE m.type = 'table' AND c.name = 'row_version'`,
    )
    .all()
    .map(({ name }) => name);
}

function hashRows(db: Database, table: string): void {
  const name = quoted(table);
  db.exec(`ALTER TABLE ${name} ADD COLUMN hash INTEGER NOT NULL DEFAULT 0`);
  db.prepare(`UPDATE ${name} SET hash = hash_row(?, id, row_version, data) WHERE deleted = 0`).run(table);
  db.prepare(
    `UPDATE sync_scope SET digest = (sync_scope.digest + sums.digest) % ${HASH_LIMIT},
        live = sync_scope.live + sums.live
      FROM (
        SELECT e.scope, sum(r.hash) AS digest, count(*) AS live
        FROM sync_entry AS e JOIN ${name} AS r ON r.id = e.id
        WHERE e.tbl = ? AND e.gone = 0 GROUP BY e.scope
      ) AS sums
      WHERE sums.scope = sync_scope.scope`,
  ).run(table);
}
