import { collectDefaultMetrics, Registry } from 'prom-client';

let registry: Registry | undefined;

/** What belongs to the whole process, whatever serves in it: memory, processor time, event-loop lag, garbage collection. */
export function processMetrics(): Registry {
  if (registry !== undefined) return registry;
  registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return registry;
}
