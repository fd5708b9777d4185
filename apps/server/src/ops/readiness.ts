import { setTimeout as wait } from 'node:timers/promises';
import type { ClusterHealth } from '../cluster/cluster.ts';
import type { ByteHome } from '../files/home/byte-home.ts';
import type { Store } from '../store/store.ts';
import { readStore } from '../store/work.ts';
import type { StoreHealth } from './guarded-store.ts';
import type { Lifecycle, Phase } from './lifecycle.ts';

type Status = 'up' | 'down';

/** A database that says nothing for so long counts as down: whoever asks waits no longer than this, in milliseconds. */
const DATABASE_WITHIN_MS = 2_000;

/** The answer of `GET /ready`: which part is down. */
export interface Readiness {
  readonly status: 'ready' | 'starting' | 'draining' | 'broken';
  readonly database: Status;
  /** Whether files can be saved. Without it everything else goes on, and files wait on people's devices. */
  readonly files: Status;
  /** What processes reach each other by; `none` where there is only one. Without it everything goes on, and some of it later. */
  readonly cache: ClusterHealth['status'];
  readonly websocket: {
    readonly status: Status;
    readonly connections: number;
    readonly rooms: number;
    /** Seconds since it began to serve. */
    readonly uptime: number;
    /** How many processes serve the same data, as far as this one knows. */
    readonly processes: number;
    /** What asking Redis took when it was asked last; nothing where there is none, or no answer. */
    readonly redisLatencyMs: number | null;
  };
  readonly timestamp: string;
}

export interface ReadinessOptions {
  readonly lifecycle: Lifecycle;
  readonly store: Store & { readonly health: StoreHealth };
  readonly files: Pick<ByteHome, 'probe'>;
  readonly cluster: { readonly health: ClusterHealth };
  readonly connections: () => number;
  readonly rooms: () => number;
  /** Seconds. */
  readonly uptime: () => number;
  /** ISO time. */
  readonly now: () => string;
}

const statuses: Record<Phase, Readiness['status']> = {
  starting: 'starting',
  serving: 'ready',
  draining: 'draining',
};

/** Asks the parts of the server how they are. Never rejects. */
export async function readReadiness(options: ReadinessOptions): Promise<Readiness> {
  const { lifecycle, connections, rooms, uptime, now } = options;
  const database = (await works(options)) ? 'up' : 'down';
  const phase = statuses[lifecycle.phase];
  const { status: cache, processes, latencyMs } = options.cluster.health;
  return {
    status: phase === 'ready' && database === 'down' ? 'broken' : phase,
    database,
    files: (await canSaveFiles(options)) ? 'up' : 'down',
    cache,
    websocket: {
      status: phase === 'ready' ? 'up' : 'down',
      connections: connections(),
      rooms: rooms(),
      uptime: uptime(),
      processes,
      redisLatencyMs: latencyMs ?? null,
    },
    timestamp: now(),
  };
}

/** Whether the database can be read now, and was written to when that was last tried. */
async function works({ store }: ReadinessOptions): Promise<boolean> {
  const late = new AbortController();
  const tooLate = wait(DATABASE_WITHIN_MS, false, { ref: false, signal: late.signal }).catch(() => false);
  const answer = await Promise.race([answers(store), tooLate]);
  late.abort();
  return answer && store.health.writing;
}

async function answers(store: Store): Promise<boolean> {
  try {
    await store.read(() => readStore((tx) => tx.version()));
    return true;
  } catch {
    // Why it fails is in the log already; here it is only said that it does.
    return false;
  }
}

async function canSaveFiles({ files }: ReadinessOptions): Promise<boolean> {
  try {
    await files.probe();
    return true;
  } catch {
    // Whoever sends a file is told why; here it is only said that it fails.
    return false;
  }
}
