import type { NewMutation, UndoContext } from '@holdfast/shared/entity/define-mutation.ts';
import type { Json } from '@holdfast/shared/json.ts';
import { findMutation } from '@holdfast/shared/registry.ts';
import { readChanges } from '../store/field-changes.ts';
import type { RowKey } from '../store/row-key.ts';
import type { Inverse } from './undo-history.ts';

/** The mutation that takes this one back, asked before it takes effect (S30). Nothing where there is none. */
export function invert({ name, args }: NewMutation, context: UndoContext): Inverse | undefined {
  const definition = findMutation(name);
  if (definition?.undo === undefined || !definition.args.safeParse(args).success) return undefined;
  const inverse = definition.undo(args, context);
  if (inverse === undefined) return undefined;
  const [from, to] = [idIn(args), idIn(inverse.args)];
  if (from === undefined || to === undefined || from === to) return inverse;
  return { ...inverse, replaces: { from, to } };
}

/** The row that a mutation is about: the one of which it changes fields, or the one that it names; its table is the beginning of the name then. */
export function rowOf(mutation: NewMutation): RowKey | undefined {
  const changes = readChanges(mutation);
  if (changes !== undefined) return { table: changes.table, id: changes.id };
  const id = idIn(mutation.args);
  const table = mutation.name.split('.')[0]?.replaceAll('-', '_');
  return id === undefined || table === undefined ? undefined : { table, id };
}

function idIn(args: Json): string | undefined {
  if (args === null || typeof args !== 'object' || !('id' in args)) return undefined;
  return typeof args.id === 'string' ? args.id : undefined;
}
