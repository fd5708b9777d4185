import type { Model } from './entity/define-model.ts';
import type { Mutation } from './entity/define-mutation.ts';
import { models, mutations } from './registry.generated.ts';

const modelByTable = new Map<string, Model>(models.map((model) => [model.table, model]));
const mutationByName = new Map<string, Mutation>(mutations.map((mutation) => [mutation.name, mutation]));

/** Every entity, in the order of its file name. */
export const allModels: readonly Model[] = [...modelByTable.values()];

/** Every mutation. */
export const allMutations: readonly Mutation[] = [...mutationByName.values()];

export function findModel(table: string): Model | undefined {
  return modelByTable.get(table);
}

export function findMutation(name: string): Mutation | undefined {
  return mutationByName.get(name);
}
