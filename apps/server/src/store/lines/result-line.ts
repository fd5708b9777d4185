import type { RowFieldChanges } from '@holdfast/shared/entity/define-mutation.ts';
import type { WireError } from '@holdfast/shared/protocol/errors.ts';
import type { ResultRecord } from '../records.ts';

export interface ResultLine {
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

export const resultColumns = 'client_id, seq, id, user_id, ok, version, error, refused, at';

export function toResult(line: ResultLine): ResultRecord {
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
