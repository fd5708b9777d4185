import type { ClientRecord } from '../records.ts';

export interface ClientLine {
  readonly client_id: string;
  readonly user_id: string;
  readonly last_seq: number;
  readonly acked: number;
}

export function toClient(line: ClientLine): ClientRecord {
  return {
    clientId: line.client_id,
    userId: line.user_id,
    lastSeq: line.last_seq,
    acked: line.acked,
  };
}
