import type { RowData } from '../effect/operations.ts';
import type { Json } from '../json.ts';
import type { Model } from './define-model.ts';

/** What a field of a row holds, or what counts where the row does not have it: whoever changes that has seen it. */
export function fieldOf(model: Model, row: RowData, field: string): Json {
  return row[field] ?? model.absent?.[field] ?? null;
}
