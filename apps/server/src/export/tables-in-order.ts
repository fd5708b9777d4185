import { allModels } from '@holdfast/shared/registry.ts';

/** All tables, each after those that its rows hang under, so that who may see a row is known once it is written. */
export function tablesInOrder(): readonly string[] {
  const order: string[] = [];
  let left = [...allModels];
  while (left.length > 0) {
    const ready = left.filter(({ parentColumn }) =>
      (parentColumn?.tables ?? []).every((table) => order.includes(table)),
    );
    if (ready.length === 0) throw new Error('Tables hang under each other in a circle.');
    order.push(...ready.map(({ table }) => table));
    left = left.filter((model) => !ready.includes(model));
  }
  return order;
}
