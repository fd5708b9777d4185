import type { NewMutation, UndoContext } from '@holdfast/shared/entity/define-mutation.ts';
import type { Json } from '@holdfast/shared/json.ts';
import { findMutation } from '@holdfast/shared/registry.ts';
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

/** The row that a mutation is about: its table is the beginning of the name. */
export function rowOf({ name, args }: NewMutation): { table: string; id: string } | undefined {
  const id = idIn(args);
  const table = name.split('.')[0];
  return id === undefined || table === undefined ? undefined : { table, id };
}

function idIn(args: Json): string | undefined {
  if (args === null || typeof args !== 'object' || !('id' in args)) return undefined;
  return typeof args.id === 'string' ? args.id : undefined;
}
