import type { Json } from '@holdfast/shared/json.ts';
import { allModels } from '@holdfast/shared/registry.ts';
import { readChanges } from '../store/field-changes.ts';
import { noteCause, type PendingMutation } from '../store/outbox.ts';
import type { RowKey } from '../store/row-key.ts';
import type { Statements } from '../store/statements.ts';
import { readSuccessors, readWrites } from '../store/touches.ts';

/**
 * A change was refused: the waiting ones that have to do with rows that it wrote may be refused in
 * turn, and are shown as one group with it then (S5). The row that its arguments name counts as
 * written also where it did not run here any more.
 */
export function markDependents(statements: Statements, refused: PendingMutation): void {
  const cause = refused.cause ?? refused.id;
  const rows = [...readWrites(statements, refused.seq), ...rowsNamedBy(refused)];
  const dependents = new Set(
    rows.flatMap(({ table, id }) => readSuccessors(statements, table, id, refused.seq)),
  );
  for (const seq of dependents) noteCause(statements, seq, cause);
}

function rowsNamedBy({ name, args }: PendingMutation): RowKey[] {
  const id = readChanges({ name, args })?.id ?? idIn(args);
  return id === undefined ? [] : allModels.map(({ table }) => ({ table, id }));
}

function idIn(args: Json): string | undefined {
  if (args === null || typeof args !== 'object' || !('id' in args)) return undefined;
  return typeof args.id === 'string' ? args.id : undefined;
}
