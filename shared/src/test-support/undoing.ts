import type { NewMutation } from '../entity/define-mutation.ts';
import type { Json } from '../json.ts';
import type { User } from '../model/user.ts';
import { findMutation } from '../registry.ts';
import { type Desk, id } from './desk.ts';

/** The undo of a mutation, asked before it takes effect. */
export function undoOf(desk: Desk, name: string, args: Json): NewMutation | undefined {
  let next = 300;
  const newId = () => {
    next += 1;
    return id(next);
  };
  const find = (table: string, rowId: string) => desk.rows.get(table, rowId);
  return findMutation(name)?.undo?.(args, { find, newId });
}

/** Makes a change that can be undone, and gives what undoes it. */
export function make(desk: Desk, actor: User, name: string, args: Json): NewMutation {
  const undo = undoOf(desk, name, args);
  if (undo === undefined) throw new Error(`${name} cannot be undone.`);
  desk.run(actor, name, args);
  return undo;
}
