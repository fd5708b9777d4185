import { z } from 'zod';
import type { Bus } from '../cluster/cluster.ts';
import { addressKey } from '../http/address-key.ts';
import type { Outside } from '../sync/outside.ts';
import { TokenBuckets } from './token-bucket.ts';

/** An address is held for so long at first, doubled each time, in milliseconds. */
const FIRST_HOLD_MS = 1_000;
const LONGEST_HOLD_MS = 5 * 60_000;
/** An address that was quiet for so long begins anew. */
const FORGET_MS = 10 * 60_000;
/** So many addresses are remembered; beyond it the oldest are forgotten. */
const MOST_HELD = 10_000;

export interface RefusedHandshakesOptions {
  readonly perMinute: number;
  readonly outside: Pick<Outside, 'now'>;
  readonly bus: Bus;
}

/** What the other processes are told, so that they hold an address too. */
const HELD = 'held';
const heldSchema = z.object({ key: z.string(), forMs: z.number().positive().max(LONGEST_HOLD_MS) });

interface Hold {
  readonly until: number;
  readonly forMs: number;
}

/**
 * Slows down addresses whose handshakes are refused again and again. Above the allowance an address is
 * held, in all processes: its handshakes are cut before they cost anything, for longer each time.
 */
export class RefusedHandshakes {
  readonly #now: () => number;
  readonly #bus: Bus;
  readonly #allowance: TokenBuckets;
  readonly #holds = new Map<string, Hold>();

  constructor({ perMinute, outside, bus }: RefusedHandshakesOptions) {
    this.#now = outside.now;
    this.#bus = bus;
    this.#allowance = new TokenBuckets(perMinute, perMinute / 60, outside.now);
    bus.on(HELD, heldSchema, ({ key, forMs }) => {
      // It may come late or again: nobody is let in earlier for it, and what is held longer stays so.
      if ((this.#holds.get(key)?.until ?? 0) < outside.now() + forMs) this.#hold(key, forMs);
    });
  }

  /** How long the address is held from now on, in milliseconds; 0 if it is not. */
  heldFor(address: string): number {
    const hold = this.#holds.get(addressKey(address));
    return hold === undefined ? 0 : Math.max(0, hold.until - this.#now());
  }

  /**
   * A handshake from there was refused; honest mistakes weigh less than 1. Gives the milliseconds for
   * which the address is held from now on, if this one was too many; 0 otherwise.
   */
  add(address: string, weight: number): number {
    const key = addressKey(address);
    if (this.heldFor(address) > 0 || this.#allowance.take(key, weight) === 0) return 0;
    const before = this.#holds.get(key);
    const forMs = before === undefined ? FIRST_HOLD_MS : Math.min(before.forMs * 2, LONGEST_HOLD_MS);
    this.#hold(key, forMs);
    this.#bus.tell(HELD, { key, forMs });
    return forMs;
  }

  /** Forgets what was long ago. */
  sweep(): void {
    this.#allowance.sweep();
    const oldest = this.#now() - FORGET_MS;
    let beyond = this.#holds.size - MOST_HELD;
    for (const [key, { until }] of this.#holds) {
      if (until < oldest || beyond > 0) this.#holds.delete(key);
      beyond -= 1;
    }
  }

  /** At its end, so that the oldest stand first. */
  #hold(key: string, forMs: number): void {
    this.#holds.delete(key);
    this.#holds.set(key, { until: this.#now() + forMs, forMs });
  }
}
