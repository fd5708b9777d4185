import { type FindModel, withParents } from './audience.ts';
import type { Effect, RowData } from './effect/operations.ts';

/** Whether a row is urgent, or one that it hangs under. */
export function* isUrgent(findModel: FindModel, table: string, row: RowData): Effect<boolean> {
  const line = yield* withParents(findModel, table, row);
  return line.some((at) => findModel(at.table)?.isUrgent?.(at.row) === true);
}
