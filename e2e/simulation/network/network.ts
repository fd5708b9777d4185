import type { NetworkPlan } from '../world/network-plan.ts';
import type { Random } from '../world/random.ts';
import type { Scheduler } from '../world/scheduler.ts';

/** How often each fault really happened in a run. */
export type FaultCounts = Record<string, number>;

export function countFault(counts: FaultCounts, name: string): void {
  counts[name] = (counts[name] ?? 0) + 1;
}

/** One direction of a line: without a fault, messages arrive in the order in which they were sent. */
export interface Way {
  lastAt: number;
}

const perfect: NetworkPlan = { drop: 0, double: 0, late: 0, reorder: 0 };

/** The network between all: it takes its time with messages, loses, doubles, delays and reorders them. */
export class Network {
  readonly #scheduler: Scheduler;
  readonly #random: Random;
  readonly #faults: FaultCounts;
  readonly #name: string;
  #plan: NetworkPlan;

  /** @param name goes before the names of its faults where they are counted */
  constructor(scheduler: Scheduler, random: Random, plan: NetworkPlan, faults: FaultCounts, name = '') {
    this.#scheduler = scheduler;
    this.#random = random;
    this.#plan = plan;
    this.#faults = faults;
    this.#name = name;
  }

  /** From now on every message arrives once, in order and soon. */
  heal(): void {
    this.#plan = perfect;
  }

  /** Some milliseconds. */
  delay(least: number, most: number): number {
    return this.#random.between(least, most);
  }

  /** Calls `deliver` when the message arrives: once, twice, or never. */
  send(way: Way, deliver: () => void): void {
    const { drop, double } = this.#plan;
    if (this.#happens('dropped', drop)) return;
    this.#deliverOnce(way, deliver);
    if (this.#happens('doubled', double)) this.#deliverOnce(way, deliver);
  }

  #deliverOnce(way: Way, deliver: () => void): void {
    const { late, reorder } = this.#plan;
    const slow = this.#happens('delayed', late);
    const at = this.#scheduler.now + (slow ? this.delay(200, 20_000) : this.delay(1, 15));
    if (this.#happens('reordered', reorder)) {
      this.#scheduler.after(this.delay(0, this.#random.chance(0.3) ? 8_000 : 400), deliver);
      return;
    }
    way.lastAt = Math.max(way.lastAt, at);
    this.#scheduler.after(way.lastAt - this.#scheduler.now, deliver);
  }

  #happens(name: string, probability: number): boolean {
    if (probability === 0 || !this.#random.chance(probability)) return false;
    countFault(this.#faults, `${this.#name}${name}`);
    return true;
  }
}
