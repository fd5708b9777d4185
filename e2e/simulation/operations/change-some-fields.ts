import type { RowData } from '@holdfast/shared/effect/operations.ts';
import type { Json } from '@holdfast/shared/json.ts';
import type { Doing } from './operation.ts';

/** For each field that people change a new value, given the one that is seen. */
export type NewValues = Readonly<Record<string, (doing: Doing, seen: Json) => Json>>;

/** Changes of one to three fields of a row, each with the value that its author sees. */
export function changeSomeFields(doing: Doing, row: RowData, values: NewValues): Record<string, Json> {
  const names = Object.keys(values);
  const changes: Record<string, Json> = {};
  for (let count = doing.random.between(1, 3); count > 0; count -= 1) {
    const field = doing.random.pick(names) ?? 'description';
    const was = row[field] ?? null;
    changes[field] = { was, now: values[field]?.(doing, was) ?? null };
  }
  return changes;
}
