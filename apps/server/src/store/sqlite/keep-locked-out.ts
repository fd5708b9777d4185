import type { Database as Connection } from 'better-sqlite3';
import { quoted } from '../quoted.ts';

/** Somebody who was disabled after the backup was made. */
export interface DisabledSince {
  readonly id: string;
  readonly email: string;
}

/** Of these a line of the present data stands in place of the backup's: none may come back that was ended since. */
const lockTables = ['auth_password', 'auth_device', 'auth_code', 'auth_api_token'];

/**
 * Takes over from the present data what a backup must not bring back: passwords, the ends of
 * sessions, codes that were used or withdrawn, tokens that were revoked, and the audit log. Gives
 * the people who were disabled since.
 */
export function keepLockedOut(db: Connection, present: string): readonly DisabledSince[] {
  db.prepare('ATTACH ? AS present').run(present);
  try {
    return db.transaction(() => {
      for (const table of lockTables) takeOver(db, table);
      keepAuditLog(db);
      return disabledSince(db);
    })();
  } finally {
    db.exec('DETACH present');
  }
}

/** Lines that both have are the present's; those that only the backup has stay. */
function takeOver(db: Connection, table: string): void {
  const columns = sharedColumns(db, table);
  if (columns === '') return;
  const name = quoted(table);
  db.exec(`INSERT OR REPLACE INTO main.${name} (${columns}) SELECT ${columns} FROM present.${name}`);
}

/** The columns that both files have: the present data may be of an earlier server. */
function sharedColumns(db: Connection, table: string): string {
  return db
    .prepare<[string, string], { name: string }>(
      `SELECT name FROM pragma_table_info(?, 'main')
        INTERSECT SELECT name FROM pragma_table_info(?, 'present')`,
    )
    .all(table, table)
    .map(({ name }) => quoted(name))
    .join(', ');
}

/**
 * The log goes on where it stands now: a restore must not make anything unsaid. Where the backup's log
 * holds the present one and more, as after files were put back by hand, the longer one stays.
 */
function keepAuditLog(db: Connection): void {
  const columns = sharedColumns(db, 'audit_entry');
  if (columns === '') return;
  const holdsPresent = `SELECT count(*) AS found FROM main.audit_entry AS kept
    JOIN (SELECT seq, hash FROM present.audit_entry ORDER BY seq DESC LIMIT 1) AS last
      ON kept.seq = last.seq AND kept.hash = last.hash`;
  const isEmpty = 'SELECT NOT EXISTS (SELECT 1 FROM present.audit_entry) AS found';
  if (isFound(db, isEmpty) || isFound(db, holdsPresent)) return;
  withoutTriggers(db, 'audit_entry', () => {
    db.exec('DELETE FROM main.audit_entry');
    db.exec(`INSERT INTO main.audit_entry (${columns}) SELECT ${columns} FROM present.audit_entry`);
  });
}

function isFound(db: Connection, sql: string): boolean {
  return db.prepare<[], { found: number }>(sql).get()?.found === 1;
}

/** The log's triggers refuse every change; they are put back as they were. */
function withoutTriggers(db: Connection, table: string, run: () => void): void {
  const triggers = db
    .prepare<[string], { name: string; sql: string }>(
      "SELECT name, sql FROM main.sqlite_schema WHERE type = 'trigger' AND tbl_name = ?",
    )
    .all(table);
  for (const { name } of triggers) db.exec(`DROP TRIGGER main.${quoted(name)}`);
  run();
  for (const { sql } of triggers) db.exec(sql);
}

function disabledSince(db: Connection): readonly DisabledSince[] {
  return db
    .prepare<[], DisabledSince>(
      `SELECT restored.id AS id, json_extract(restored.data, '$.email') AS email
        FROM main.user AS restored JOIN present.user AS now USING (id)
        WHERE json_extract(now.data, '$.disabled') AND NOT json_extract(restored.data, '$.disabled')
        ORDER BY 2`,
    )
    .all();
}
