import type { z } from 'zod';

/**
 * What processes tell each other. A message may be lost, late, doubled or out of order, and never comes back to
 * who sent it. Other processes may be of an earlier or later version: what they cannot read they leave out.
 */
export interface Bus {
  /** Tells all other processes, without waiting. Never throws. */
  readonly tell: (kind: string, message: object) => void;
  /** Calls `handle` with each message of a kind that the schema reads, and with the name of the process that sent it. */
  readonly on: <T>(kind: string, schema: z.ZodType<T>, handle: (message: T, from: string) => void) => void;
}

/**
 * What processes remember together, each key for so many milliseconds after it was last touched. Where
 * it cannot be reached each process remembers for itself, so that nothing here ever fails.
 */
export interface SharedMemory {
  /** Whether the other processes see it now. */
  readonly isUp: boolean;
  /** Adds to a number that starts at 0, and gives what it is then. */
  readonly add: (key: string, count: number, keepMs: number) => Promise<number>;
  /** What a key holds; it is set to this if it held nothing. */
  readonly setIfAbsent: (key: string, value: string, keepMs: number) => Promise<string>;
  readonly get: (key: string) => Promise<string | undefined>;
  readonly set: (key: string, value: string, keepMs: number) => Promise<void>;
  readonly remove: (key: string) => Promise<void>;
  /** Sets and removes (null) named fields below a key. */
  readonly putFields: (
    key: string,
    fields: Readonly<Record<string, string | null>>,
    keepMs: number,
  ) => Promise<void>;
  readonly fields: (key: string) => Promise<Readonly<Record<string, string>>>;
}

/** How the processes of one server reach each other. */
export interface ClusterHealth {
  /** `none` where there is only one process; `down` where it goes on alone, since nothing reaches the others. */
  readonly status: 'none' | 'up' | 'down';
  /** What asking took when it was asked last, in milliseconds. */
  readonly latencyMs: number | undefined;
  /** How many processes there are, as far as this one knows. */
  readonly processes: number;
}

/** This process among those of one server. */
export interface Cluster {
  /** Its name, new at each start. */
  readonly processId: string;
  readonly bus: Bus;
  readonly memory: SharedMemory;
  readonly health: ClusterHealth;
}
