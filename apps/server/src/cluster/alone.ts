import type { Outside } from '../sync/outside.ts';
import type { Cluster } from './cluster.ts';
import { LocalMemory } from './local-memory.ts';

/** A server that is one process: there is nobody to tell, and nobody to remember for. */
export function aloneCluster({ now, newId }: Pick<Outside, 'now' | 'newId'>): Cluster {
  return {
    processId: newId(),
    bus: { tell: () => {}, on: () => {} },
    memory: new LocalMemory(now),
    health: { status: 'none', latencyMs: undefined, processes: 1 },
  };
}
