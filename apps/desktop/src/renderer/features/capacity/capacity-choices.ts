import { z } from 'zod';
import { rememberList, useMemory } from '../../state/memory.ts';

/** Under which the screen remembers itself. */
export const CAPACITY_LIST = 'capacity';

/** Hours to write, how full weeks are, or who has too much and too little to do. */
export const capacityViews = ['plan', 'use', 'lists'] as const;
export type CapacityView = (typeof capacityViews)[number];

const choicesSchema = z.object({
  view: z.enum(capacityViews).catch('plan'),
  text: z.string().catch(''),
  divisionIds: z.array(z.string()).catch([]),
});
export type CapacityChoices = z.infer<typeof choicesSchema>;

const usual: CapacityChoices = { view: 'plan', text: '', divisionIds: [] };

/** What is shown of the grid, as far as what is remembered is still understood, and choosing anew. */
export function useCapacityChoices() {
  const kept = useMemory((state) => state.lists[CAPACITY_LIST]?.filters);
  const choices = choicesSchema.safeParse(kept).data ?? usual;
  const choose = (changes: Partial<CapacityChoices>) =>
    rememberList(CAPACITY_LIST, { filters: { ...choices, ...changes } });
  return { choices, choose };
}
