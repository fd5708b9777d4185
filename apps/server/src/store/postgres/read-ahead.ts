import { type ClientLine, toClient } from '../lines/client-line.ts';
import { type EntryLine, toEntry } from '../lines/entry-line.ts';
import { type ResultLine, resultColumns, toResult } from '../lines/result-line.ts';
import type { ClientRecord, ResultRecord, StoredEntry } from '../records.ts';
import type { Statements } from './statements.ts';

export interface RowKey {
  readonly table: string;
  readonly id: string;
}

export function keyOf({ table, id }: RowKey): string {
  return `${table}/${id}`;
}

/** Puts the clients with these ids into a map, also those that are not there. */
export async function readClients(
  statements: Statements,
  ids: readonly string[],
  into: Map<string, ClientRecord | undefined>,
): Promise<void> {
  if (ids.length === 0) return;
  const sql = 'SELECT client_id, user_id, last_seq, acked FROM sync_client WHERE client_id = ANY($1::text[])';
  const lines = await statements.all<ClientLine>(sql, ids);
  for (const id of ids) into.set(id, undefined);
  for (const line of lines) into.set(line.client_id, toClient(line));
}

/** Puts a result for each of these mutations into a map, also where there is none. */
export async function readResults(
  statements: Statements,
  ids: readonly string[],
  into: Map<string, ResultRecord | undefined>,
): Promise<void> {
  if (ids.length === 0) return;
  const sql = `SELECT ${resultColumns} FROM sync_result WHERE id = ANY($1::text[])`;
  const lines = await statements.all<ResultLine>(sql, ids);
  for (const id of ids) into.set(id, undefined);
  for (const line of lines) into.set(line.id, toResult(line));
}

/** Puts the entries of each of these rows into a map, by `keyOf`, also where there are none. */
export async function readEntries(
  statements: Statements,
  rows: readonly RowKey[],
  into: Map<string, readonly StoredEntry[]>,
): Promise<void> {
  if (rows.length === 0) return;
  const sql = `SELECT e.scope, e.tbl, e.id, e.version, e.gone
    FROM (SELECT DISTINCT * FROM unnest($1::text[], $2::text[]) AS one (tbl, id)) AS asked
    JOIN sync_entry AS e ON e.tbl = asked.tbl AND e.id = asked.id`;
  const tables = rows.map(({ table }) => table);
  const ids = rows.map(({ id }) => id);
  const lines = await statements.all<EntryLine>(sql, tables, ids);
  for (const row of rows) into.set(keyOf(row), []);
  for (const entry of lines.map(toEntry)) {
    const key = keyOf(entry);
    into.set(key, [...(into.get(key) ?? []), entry]);
  }
}
