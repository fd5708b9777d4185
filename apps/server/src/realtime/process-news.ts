import { z } from 'zod';
import type { Cluster } from '../cluster/cluster.ts';

const COMMITTED = 'committed';
const SESSIONS_ENDED = 'sessions-ended';
const committedSchema = z.object({ version: z.number() });
const sessionsEndedSchema = z.object({});

export interface ProcessNewsOptions {
  readonly bus: Cluster['bus'];
  /** Another process committed something, up to this version. */
  readonly onCommitted: (version: number) => void;
  /** Another process ended sessions. */
  readonly onSessionsEnded: () => void;
}

/** What processes tell each other of the data they share. It only hastens: what is not heard is found by looking (S13). */
export class ProcessNews {
  readonly #bus: Cluster['bus'];

  constructor({ bus, onCommitted, onSessionsEnded }: ProcessNewsOptions) {
    this.#bus = bus;
    bus.on(COMMITTED, committedSchema, ({ version }) => onCommitted(version));
    bus.on(SESSIONS_ENDED, sessionsEndedSchema, onSessionsEnded);
  }

  committed(version: number): void {
    this.#bus.tell(COMMITTED, { version });
  }

  sessionsEnded(): void {
    this.#bus.tell(SESSIONS_ENDED, {});
  }
}
