import type { NetworkPlan } from './network-plan.ts';
import { Random } from './random.ts';

/** How often something goes wrong that only several processes have, as a share of the run's moments. */
export interface SeveralFaults {
  /** One process stands still, perhaps for longer than the others wait for it. */
  readonly freeze: number;
  /** The database crashes and comes back. */
  readonly databaseCrash: number;
  /** One process is cut off from the database. */
  readonly databaseCut: number;
  /** Redis is gone, for all or for one process. */
  readonly redisGone: number;
  readonly redisCut: number;
  /** All processes are replaced, one after the other. */
  readonly upgrade: number;
}

/** What a seed makes of a server that is several processes. */
export interface SeveralPlan {
  readonly processes: number;
  /** What becomes of what processes tell each other. */
  readonly bus: NetworkPlan;
  readonly faults: SeveralFaults;
  /** How often the database undoes a transaction that writes. */
  readonly undone: number;
  /** How often a connection ends while it commits, so that nobody there knows what became of it. */
  readonly unknown: number;
}

/** The server is more than one process in the runs whose seeds end with one of these. */
const SEVERAL: readonly number[] = [3, 8, 9];
/** Each operation costs more there: as a share of what one process would be given, so that runs take no longer. */
export const SEVERAL_OPERATIONS = 0.6;

export function planSeveral(seed: number): SeveralPlan | undefined {
  if (!SEVERAL.includes(seed % 10)) return undefined;
  // Drawn apart, so that what a seed makes of everything else stays.
  const random = new Random(seed ^ 0x9e71);
  const sometimes = (share: number, most: number): number =>
    random.chance(share) ? random.next() * most : 0;
  return {
    processes: random.between(2, 3),
    bus: {
      drop: sometimes(0.6, 0.5),
      double: sometimes(0.4, 0.3),
      late: sometimes(0.4, 0.2),
      reorder: sometimes(0.5, 0.3),
    },
    faults: {
      freeze: sometimes(0.5, 0.04),
      databaseCrash: sometimes(0.5, 0.03),
      databaseCut: sometimes(0.6, 0.06),
      redisGone: sometimes(0.5, 0.03),
      redisCut: sometimes(0.4, 0.04),
      upgrade: sometimes(0.4, 0.02),
    },
    undone: sometimes(0.4, 0.2),
    unknown: sometimes(0.6, 0.15),
  };
}
