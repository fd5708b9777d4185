import type { Model } from '@holdfast/shared/entity/define-model.ts';

/** The columns by which the server finds rows: those of the model's rules, the link to the parent, and its own. */
export function indexesOf({
  lookups,
  parentColumn,
  serverIndexes = [],
}: Model): readonly (readonly string[])[] {
  const single = parentColumn === undefined ? lookups : [...lookups, parentColumn.column];
  return [...single.map((column) => [column]), ...serverIndexes];
}
