import type { Clock } from '../environment.ts';

/** A clock that moves only when the test says so. */
export class ManualClock implements Clock {
  private time = 1_767_600_000_000;
  private readonly timers = new Map<number, { due: number; callback: () => void }>();
  private nextTimer = 1;

  now(): number {
    return this.time;
  }

  after(milliseconds: number, callback: () => void): () => void {
    const timer = this.nextTimer;
    this.nextTimer += 1;
    this.timers.set(timer, { due: this.time + milliseconds, callback });
    return () => this.timers.delete(timer);
  }

  /** How many callbacks are still to come. */
  get waiting(): number {
    return this.timers.size;
  }

  /** Moves on and calls what is due, in order, letting promises settle after each. */
  async advance(milliseconds: number): Promise<void> {
    const end = this.time + milliseconds;
    for (let next = this.nextDue(end); next !== undefined; next = this.nextDue(end)) {
      this.time = Math.max(this.time, next.due);
      this.timers.delete(next.timer);
      next.callback();
      await settlePromises();
    }
    this.time = end;
    await settlePromises();
  }

  private nextDue(end: number): { timer: number; due: number; callback: () => void } | undefined {
    const due = [...this.timers]
      .map(([timer, entry]) => ({ timer, ...entry }))
      .filter((entry) => entry.due <= end);
    return due.sort((left, right) => left.due - right.due || left.timer - right.timer)[0];
  }
}

/** Lets everything that waits for a promise only run to its end. */
export async function settlePromises(): Promise<void> {
  for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
}
