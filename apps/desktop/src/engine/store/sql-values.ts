import type { Scalar } from '@holdfast/shared/effect/operations.ts';

/** SQLite has no booleans: its JSON functions give 1 and 0. */
export function toSql(value: Scalar): string | number | null {
  return typeof value === 'boolean' ? Number(value) : value;
}
