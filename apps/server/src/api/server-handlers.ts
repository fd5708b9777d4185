import type { Suspicion } from '@holdfast/shared/protocol/requests.ts';
import type { Stats } from '@holdfast/shared/protocol/stats.ts';
import type { HandlersOf } from './handlers.ts';

export interface ServerHandlerOptions {
  readonly readStats: () => Promise<Stats>;
  /** What looked like an attack lately, the newest first. */
  readonly suspicions: () => readonly Suspicion[];
}

/** Answers the requests of the subject server. */
export function serverHandlers({ readStats, suspicions }: ServerHandlerOptions): HandlersOf<'server'> {
  return {
    'server.stats': () => readStats(),
    'server.suspicions': async () => ({ suspicions: [...suspicions()] }),
  };
}
