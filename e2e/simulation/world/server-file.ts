import type { Database } from 'better-sqlite3';
import type { ResultRecord } from '../../../apps/server/src/store/records.ts';

interface ResultLine {
  readonly client_id: string;
  readonly seq: number;
  readonly id: string;
  readonly user_id: string;
  readonly ok: number;
  readonly version: number | null;
  readonly at: string;
}

/** The version and all answers that a server's file holds. */
export function readResults(db: Database): { version: number; results: ResultRecord[] } {
  const version = db.prepare<[], { version: number }>('SELECT version FROM server_meta').get()?.version ?? 0;
  const lines = db
    .prepare<[], ResultLine>(
      'SELECT client_id, seq, id, user_id, ok, version, at FROM sync_result ORDER BY client_id, seq',
    )
    .all();
  return { version, results: lines.map(toRecord) };
}

function toRecord(line: ResultLine): ResultRecord {
  return {
    clientId: line.client_id,
    seq: line.seq,
    id: line.id,
    userId: line.user_id,
    ok: line.ok !== 0,
    version: line.version ?? undefined,
    error: undefined,
    at: line.at,
  };
}

/** Each scope's head. */
export function readHeads(db: Database): Map<string, number> {
  const lines = db.prepare<[], { scope: string; head: number }>('SELECT scope, head FROM sync_scope').all();
  return new Map(lines.map(({ scope, head }) => [scope, head]));
}
