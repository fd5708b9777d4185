import type { RowData } from '@holdfast/shared/effect/operations.ts';
import type { StoredRow } from '../records.ts';

export interface RowLine {
  readonly id: string;
  readonly row_version: number;
  readonly deleted: number;
  readonly data: string;
}

export function toRow(line: RowLine): StoredRow {
  return {
    id: line.id,
    version: line.row_version,
    deleted: line.deleted !== 0,
    data: JSON.parse(line.data) as RowData,
  };
}
