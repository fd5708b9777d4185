import { readdirSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';

export interface TicketFacts {
  readonly id: string;
  readonly title: string;
  readonly number: number | null;
}
export interface MessageFacts {
  readonly id: string;
  readonly body: string;
}
export interface ActivityFacts {
  readonly subjectId: string;
  readonly kind: string;
  readonly changes: readonly { readonly field: string; readonly to: unknown }[];
}

export interface FileFacts {
  readonly id: string;
  readonly hash: string;
  readonly storedAt: string | null;
}

/** The rows that the check looks at, as they stand in a file. */
export interface Rows {
  readonly tickets: readonly TicketFacts[];
  readonly messages: readonly MessageFacts[];
  readonly activities: readonly ActivityFacts[];
  readonly files: readonly FileFacts[];
}

/** The rows in the server's file. The server must have ended. */
export function readServerRows(folder: string): Rows {
  return readRows(
    path.join(folder, 'holdfast.sqlite'),
    (table) => `SELECT data FROM ${table} WHERE deleted = 0`,
  );
}

/** The rows that the server sent to a client. The engine must have ended. */
export function readClientRows(folder: string): Rows {
  const [file] = accountFiles(folder);
  if (file === undefined) throw new Error(`There is no account in ${folder}.`);
  return readRows(file, (table) => `SELECT data FROM ${table}_base`);
}

/** The files of the accounts in an engine's folder. */
export function accountFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => path.basename(name) === 'holdfast.db')
    .map((name) => path.join(folder, name));
}

function readRows(file: string, sql: (table: string) => string): Rows {
  const database = new Database(file, { readonly: true });
  const read = <Facts>(table: string): Facts[] =>
    database
      .prepare<[], { data: string }>(`${sql(table)} ORDER BY id`)
      .all()
      .map((row) => JSON.parse(row.data));
  try {
    return {
      tickets: read('ticket'),
      messages: read('message'),
      activities: read('activity'),
      files: read('attachment'),
    };
  } finally {
    database.close();
  }
}

/** What SQLite finds wrong in a file; nothing if it is sound. */
export function integrityFaults(file: string): string[] {
  const database = new Database(file);
  try {
    return database
      .prepare<[], { integrity_check: string }>('PRAGMA integrity_check')
      .all()
      .map((row) => row.integrity_check)
      .filter((line) => line !== 'ok');
  } finally {
    database.close();
  }
}
