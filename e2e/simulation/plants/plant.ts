import type { FaultPlan, RunPlan } from '../world/plan.ts';
import type { SeveralFaults } from '../world/several-plan.ts';

/** A fault, or that the server is several processes. */
export type Need = keyof FaultPlan | keyof SeveralFaults | 'several';

/**
 * A known bug, to see that the simulator finds it: a check that cannot fail proves nothing. Nothing
 * of it is in the product: one piece of a source file is replaced while that file is loaded.
 */
export interface Plant {
  readonly name: string;
  /** What is wrong, in plain words, with the rule that it breaks. */
  readonly what: string;
  /** The file, from the root of the project. */
  readonly file: string;
  /** The piece of its text; it must be there exactly once. */
  readonly find: string;
  readonly replace: string;
  /** Without this it cannot show: seeds that do not plan it are passed over, to save their time. */
  readonly needs?: Need;
  /** Where a test begins to look for it: a seed that showed it, to save the time of those before. */
  readonly seed?: number;
}

export function meets({ faults, several }: RunPlan, need: Need): boolean {
  if (need === 'several') return several !== undefined;
  const shares: Partial<Record<Need, number>> = { ...faults, ...several?.faults };
  return (shares[need] ?? 0) > 0;
}
