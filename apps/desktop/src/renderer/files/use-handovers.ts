import { useShallow } from 'zustand/react/shallow';
import type { FileGoal } from '../../engine/api/files.ts';
import { type Handover, isTo, useHandovers } from '../state/handovers.ts';

/** What is on its way to a goal, or could not be copied. */
export function useHandoversTo(goal: FileGoal): readonly Handover[] {
  return useHandovers(useShallow(({ list }) => list.filter(isTo(goal))));
}
