import type { RowFieldChanges } from '@holdfast/shared/entity/define-mutation.ts';
import type { WireError } from '@holdfast/shared/protocol/errors.ts';
import type { ClientRecord, ResultRecord } from '../records.ts';
import type { Statements } from './statements.ts';

interface ResultLine {
  readonly client_id: string;
  readonly seq: number;
  readonly id: string;
  readonly user_id: string;
  readonly ok: number;
  readonly version: number | null;
  readonly error: string | null;
  readonly refused: string | null;
  readonly at: string;
}

interface ClientLine {
  readonly client_id: string;
  readonly user_id: string;
  readonly last_seq: number;
  readonly acked: number;
}

const resultColumns = 'client_id, seq, id, user_id, ok, version, error, refused, at';

/** The calls of a transaction on clients and on the answers to their mutations. */
export function resultCalls(statements: Statements) {
  return {
    client(clientId: string): ClientRecord | undefined {
      const line = statements.get<ClientLine>('SELECT * FROM sync_client WHERE client_id = ?', clientId);
      return (
        line && {
          clientId: line.client_id,
          userId: line.user_id,
          lastSeq: line.last_seq,
          acked: line.acked,
        }
      );
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

function toResult(line: ResultLine): ResultRecord {
  return {
    clientId: line.client_id,
    seq: line.seq,
    id: line.id,
    userId: line.user_id,
    ok: line.ok !== 0,
    version: line.version ?? undefined,
    error: line.error === null ? undefined : (JSON.parse(line.error) as WireError),
    ...(line.refused === null ? {} : { refused: JSON.parse(line.refused) as RowFieldChanges }),
    at: line.at,
  };
}
