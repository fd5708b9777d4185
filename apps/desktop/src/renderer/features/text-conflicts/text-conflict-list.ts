import type { RefusedChange } from '../../../engine/api/state.ts';

/** A change whose text could not be merged (S29). */
export type TextConflict = RefusedChange & { readonly text: NonNullable<RefusedChange['text']> };

export function isTextConflict(change: RefusedChange): change is TextConflict {
  return change.text !== undefined;
}

/**
 * The conflict of one text of one row that counts: the latest, because its author wrote it last and
 * on top of the others.
 */
export function conflictOf(
  refused: readonly RefusedChange[],
  rowId: string,
  field: string,
): TextConflict | undefined {
  return refused
    .filter(isTextConflict)
    .findLast(({ args, text }) => text.field === field && rowOf(args) === rowId);
}

/**
 * The conflicts that this one settles as well: earlier texts of the same place, which its author wrote
 * it on top of, if the group holds nothing else. In their order.
 */
export function settledWith(conflict: TextConflict, refused: readonly RefusedChange[]): readonly string[] {
  const others = refused.filter(({ id, group }) => group === conflict.group && id !== conflict.id);
  const isEarlier = (change: RefusedChange) =>
    isTextConflict(change) &&
    change.text.field === conflict.text.field &&
    rowOf(change.args) === rowOf(conflict.args) &&
    refused.indexOf(change) < refused.indexOf(conflict);
  return others.every(isEarlier) ? others.map(({ id }) => id) : [];
}

function rowOf(args: unknown): unknown {
  return typeof args === 'object' && args !== null && 'id' in args ? args.id : undefined;
}
