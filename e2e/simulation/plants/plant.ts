import type { FaultPlan } from '../world/plan.ts';

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
  /** The fault without which it cannot show: seeds that do not plan it are passed over, to save their time. */
  readonly needs?: keyof FaultPlan;
  /** Where a test begins to look for it: a seed that showed it, to save the time of those before. */
  readonly seed?: number;
}
