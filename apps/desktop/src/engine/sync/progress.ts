import { readMeta, removeMeta, writeMeta } from '../store/meta.ts';
import type { Statements } from '../store/statements.ts';

/** How far the first sync is: rows that have arrived, and how many are expected in all as far as is known. */
export interface Progress {
  readonly received: number | undefined;
  readonly expected: number | undefined;
}

/** Counts what a page brought of the first sync, on disk, so that it goes on counting after a restart (S16). */
export function noteProgress(statements: Statements, expected: number | undefined, received: number): void {
  if (readMeta(statements, 'synced') === '1') return;
  if (expected !== undefined) add(statements, 'expected', expected);
  add(statements, 'received', received);
}

/** Nothing once the first sync has ended. */
export function readProgress(statements: Statements): Progress {
  if (readMeta(statements, 'synced') === '1') return { received: undefined, expected: undefined };
  const expected = readMeta(statements, 'expected');
  return {
    received: Number(readMeta(statements, 'received') ?? '0'),
    expected: expected === undefined ? undefined : Number(expected),
  };
}

/** Everything will arrive for the first time once more. */
export function resetProgress(statements: Statements): void {
  for (const key of ['synced', 'expected', 'received'] as const) removeMeta(statements, key);
}

function add(statements: Statements, key: 'expected' | 'received', count: number): void {
  writeMeta(statements, key, String(Number(readMeta(statements, key) ?? '0') + count));
}
