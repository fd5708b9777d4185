import { limits } from '@holdfast/shared/protocol/limits.ts';
import type { Random } from './random.ts';

/** What a real installation has; a run has too few rows to ever meet it. */
const usual = { ...limits };

/** Makes pages, pushes and deltas as small as a run's data: so that pages end inside commits and deltas are too large. */
export function shrinkLimits(random: Random): void {
  Object.assign(limits, usual, {
    pullEntries: random.pick([6, 40, 400]),
    deltaRows: random.pick([5, 40, 500]),
    pushMutations: random.pick([2, 20, 1_000]),
    knownIds: random.pick([3, 5_000]),
  });
}
