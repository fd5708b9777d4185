import { type FieldChanges, revertsOf } from '../effect/change-fields.ts';
import type { NewMutation } from './define-mutation.ts';

/**
 * The undo of a change of a row's fields: the entity's mutation `name`, which reverts each field that
 * still holds what the change had made of it (S30). Nothing where there is nothing to put back.
 */
export function undoByRevert(name: string): (id: string, changes: FieldChanges) => NewMutation | undefined {
  return (id, changes) => {
    const reverts = revertsOf(changes);
    return reverts && { name, args: { id, changes: reverts } };
  };
}
