import { type ClientLine, toClient } from '../lines/client-line.ts';
import { type ResultLine, resultColumns, toResult } from '../lines/result-line.ts';
import type { ClientRecord, ResultRecord } from '../records.ts';
import type { Awaitable } from '../transaction.ts';
import type { Statements } from './statements.ts';

/** The calls of a transaction on clients and on the answers to their mutations. */
export function resultCalls(statements: Statements) {
  return {
    async client(clientId: string): Promise<ClientRecord | undefined> {
      const sql = 'SELECT client_id, user_id, last_seq, acked FROM sync_client WHERE client_id = $1';
      const line = await statements.get<ClientLine>(sql, clientId);
      return line && toClient(line);
    },

    async result(clientId: string, seq: number): Promise<ResultRecord | undefined> {
      const sql = `SELECT ${resultColumns} FROM sync_result WHERE client_id = $1 AND seq = $2`;
      const line = await statements.get<ResultLine>(sql, clientId, seq);
      return line && toResult(line);
    },

    async resultById(id: string): Promise<ResultRecord | undefined> {
      const sql = `SELECT ${resultColumns} FROM sync_result WHERE id = $1 LIMIT 1`;
      const line = await statements.get<ResultLine>(sql, id);
      return line && toResult(line);
    },

    async resultsAfter(clientId: string, seq: number, limit: number): Promise<readonly ResultRecord[]> {
      const sql = `SELECT ${resultColumns} FROM sync_result
        WHERE client_id = $1 AND seq > $2 ORDER BY seq LIMIT $3`;
      return (await statements.all<ResultLine>(sql, clientId, seq, limit)).map(toResult);
    },

    async acceptedAbove(version: number): Promise<readonly ResultRecord[]> {
      const sql = `SELECT ${resultColumns} FROM sync_result WHERE version > $1 ORDER BY version`;
      return (await statements.all<ResultLine>(sql, version)).map(toResult);
    },

    putClient(client: ClientRecord): Awaitable<void> {
      return statements.run(
        `INSERT INTO sync_client (client_id, user_id, last_seq, acked) VALUES ($1, $2, $3, $4)
          ON CONFLICT (client_id) DO UPDATE SET last_seq = excluded.last_seq, acked = excluded.acked`,
        client.clientId,
        client.userId,
        client.lastSeq,
        client.acked,
      );
    },

    putResult(result: ResultRecord): Awaitable<void> {
      return statements.run(
        `INSERT INTO sync_result (${resultColumns}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
        result.clientId,
        result.seq,
        result.id,
        result.userId,
        Number(result.ok),
        result.version ?? null,
        result.error === undefined ? null : JSON.stringify(result.error),
        result.refused === undefined ? null : JSON.stringify(result.refused),
        result.at,
      );
    },

    dropResultBodies(clientId: string, aboveSeq: number, upToSeq: number): Awaitable<void> {
      return statements.run(
        `UPDATE sync_result SET error = NULL
          WHERE client_id = $1 AND seq > $2 AND seq <= $3 AND error IS NOT NULL`,
        clientId,
        aboveSeq,
        upToSeq,
      );
    },
  };
}
