import type { NetworkPlan } from './network-plan.ts';
import { Random } from './random.ts';
import { planSeveral, SEVERAL_OPERATIONS, type SeveralPlan } from './several-plan.ts';

/** How often something goes wrong: a share of the run's moments, each of which is about one operation. */
export interface FaultPlan {
  readonly cut: number;
  readonly clientKill: number;
  readonly clientKillInCommit: number;
  readonly clientDisk: number;
  readonly clientCopyBack: number;
  readonly serverKill: number;
  readonly serverKillAfterCommit: number;
  readonly serverDisk: number;
  readonly restore: number;
  readonly copyBack: number;
  readonly prune: number;
  readonly clock: number;
  readonly grant: number;
  readonly disable: number;
}

/** What a seed makes of a run. */
export interface RunPlan {
  readonly seed: number;
  readonly operations: number;
  /** For each client, the role of its person and the protocol that it speaks. */
  readonly clients: readonly ClientPlan[];
  readonly network: NetworkPlan;
  readonly faults: FaultPlan;
  /** Milliseconds between two moments, as a rule. */
  readonly pace: number;
  /** Whether people attach files. */
  readonly files: boolean;
  /** Of a server that is several processes; nothing where it is one. */
  readonly several: SeveralPlan | undefined;
}

export interface ClientPlan {
  readonly person: number;
  readonly previous: boolean;
}

/** The plan of a seed. Each fault is in about half of the runs only, so that faults are also met alone. */
export function planRun(seed: number): RunPlan {
  const random = new Random(seed);
  const sometimes = (share: number, most: number): number =>
    random.chance(share) ? random.next() * most : 0;
  const copyBack = sometimes(0.2, 0.03);
  const several = planSeveral(seed);
  const operations = 50 + Math.floor(350 * random.next() ** 6);
  return {
    seed,
    operations: several === undefined ? operations : Math.ceil(operations * SEVERAL_OPERATIONS),
    clients: planClients(random, copyBack > 0),
    network: {
      drop: sometimes(0.6, 0.15),
      double: sometimes(0.5, 0.15),
      late: sometimes(0.5, 0.1),
      reorder: sometimes(0.6, 0.2),
    },
    faults: {
      cut: sometimes(0.6, 0.12),
      clientKill: sometimes(0.4, 0.05),
      clientKillInCommit: sometimes(0.4, 0.06),
      clientDisk: sometimes(0.2, 0.03),
      clientCopyBack: sometimes(0.25, 0.05),
      serverKill: sometimes(0.4, 0.03),
      serverKillAfterCommit: sometimes(0.4, 0.04),
      serverDisk: sometimes(0.2, 0.04),
      restore: sometimes(0.2, 0.025),
      copyBack,
      prune: sometimes(0.3, 0.05),
      clock: sometimes(0.4, 0.04),
      grant: sometimes(0.6, 0.12),
      disable: sometimes(0.15, 0.02),
    },
    pace: random.pick([10, 60, 400]) ?? 60,
    // Drawn apart, so that what a seed makes of everything else stays.
    files: new Random(seed ^ 0x2460).chance(0.3),
    several,
  };
}

/** Protocol 1 cannot know of a database that was copied back: it is left out of such runs. */
function planClients(random: Random, copied: boolean): ClientPlan[] {
  const count = random.between(2, random.chance(0.7) ? 4 : 6);
  const previous = !copied && random.chance(0.25);
  return Array.from({ length: count }, (_, place) => ({
    // Sometimes two devices of one person.
    person: place > 0 && random.chance(0.15) ? 0 : place,
    previous: previous && random.chance(0.5),
  }));
}
