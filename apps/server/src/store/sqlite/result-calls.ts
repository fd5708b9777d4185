import { type ClientLine, toClient } from '../lines/client-line.ts';
import { type ResultLine, resultColumns, toResult } from '../lines/result-line.ts';
import type { ClientRecord, ResultRecord } from '../records.ts';
import type { Statements } from './statements.ts';

/** The calls of a transaction on clients and on the answers to their mutations. */
export function resultCalls(statements: Statements) {
  return {
    client(clientId: string): ClientRecord | undefined {
      const line = statements.get<ClientLine>('SELECT * FROM sync_client WHERE client_id = ?', clientId);
      return line && toClient(line);
    },

    result(clientId: string, seq: number): ResultRecord | undefined {
      const line = statements.get<ResultLine>(
        `SELECT ${resultColumns} FROM sync_result WHERE client_id = ? AND seq = ?`,
        clientId,
        seq,
      );
      return line && toResult(line);
    },

    resultById(id: string): ResultRecord | undefined {
      const line = statements.get<ResultLine>(
        `SELECT ${resultColumns} FROM sync_result WHERE id = ? LIMIT 1`,
        id,
      );
      return line && toResult(line);
    },

    resultsAfter(clientId: string, seq: number, limit: number): readonly ResultRecord[] {
      return statements
        .all<ResultLine>(
          `SELECT ${resultColumns} FROM sync_result WHERE client_id = ? AND seq > ? ORDER BY seq LIMIT ?`,
          clientId,
          seq,
          limit,
        )
        .map(toResult);
    },

    acceptedAbove(version: number): readonly ResultRecord[] {
      return statements
        .all<ResultLine>(
          `SELECT ${resultColumns} FROM sync_result WHERE version > ? ORDER BY version`,
          version,
        )
        .map(toResult);
    },

    putClient(client: ClientRecord): void {
      statements.run(
        `INSERT INTO sync_client (client_id, user_id, last_seq, acked) VALUES (?, ?, ?, ?)
          ON CONFLICT (client_id) DO UPDATE SET last_seq = excluded.last_seq, acked = excluded.acked`,
        client.clientId,
        client.userId,
        client.lastSeq,
        client.acked,
      );
    },

    putResult(result: ResultRecord): void {
      statements.run(
        `INSERT INTO sync_result (${resultColumns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
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

    dropResultBodies(clientId: string, aboveSeq: number, upToSeq: number): void {
      statements.run(
        `UPDATE sync_result SET error = NULL
          WHERE client_id = ? AND seq > ? AND seq <= ? AND error IS NOT NULL`,
        clientId,
        aboveSeq,
        upToSeq,
      );
    },
  };
}
