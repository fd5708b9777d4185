import { z } from 'zod';
import type { Bus } from '../../cluster/cluster.ts';
import { SharedCounts } from '../../limits/shared-counts.ts';
import type { Outside } from '../../sync/outside.ts';

const BEGUN = 'transfer-begun';
const begunSchema = z.object({ sessionId: z.string(), what: z.string(), at: z.number() });
const WANTED = 'transfer-wanted';
const wantedSchema = z.object({ key: z.string() });

/** A device that asks for something, so that it has lost the line on which it asked for the same before. */
export type Begun = z.infer<typeof begunSchema>;

export interface OtherTransfersOptions {
  readonly bus: Bus;
  readonly outside: Pick<Outside, 'now' | 'every'>;
  /** A device has begun something in another process. */
  readonly onBegun: (begun: Begun) => void;
  /** In another process somebody wants a place: one that holds still may make it. */
  readonly onWanted: (key: string) => void;
  /** There may be a place now. */
  readonly onChange: () => void;
}

/** What is on its way in the other processes, and what they are told of ours. */
export class OtherTransfers {
  readonly #bus: Bus;
  readonly #counts: SharedCounts;

  constructor({ bus, outside, onBegun, onWanted, onChange }: OtherTransfersOptions) {
    this.#bus = bus;
    this.#counts = new SharedCounts({ name: 'transfers', bus, outside, onChange });
    bus.on(BEGUN, begunSchema, onBegun);
    bus.on(WANTED, wantedSchema, ({ key }) => onWanted(key));
  }

  /** How many somebody has in other processes. */
  of(key: string): number {
    return this.#counts.elsewhere(key);
  }

  /** How many somebody has here from now on. */
  set(key: string, count: number): void {
    this.#counts.set(key, count);
  }

  tellBegun(begun: Begun): void {
    this.#bus.tell(BEGUN, begun);
  }

  tellWanted(key: string): void {
    this.#bus.tell(WANTED, { key });
  }

  stop(): void {
    this.#counts.stop();
  }
}
