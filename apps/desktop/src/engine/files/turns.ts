/** Does one job after the other, in the order in which they were asked for. One that fails stops none behind it. */
export class Turns {
  private last: Promise<unknown> = Promise.resolve();

  run<T>(job: () => Promise<T>): Promise<T> {
    const turn = this.last.then(job, job);
    this.last = turn;
    return turn;
  }
}

/** Does jobs on the same thing one after the other, and those on different things beside each other. */
export class TurnsOf {
  private readonly lasts = new Map<string, Promise<unknown>>();

  run<T>(thing: string, job: () => Promise<T>): Promise<T> {
    const before = this.lasts.get(thing) ?? Promise.resolve();
    const turn = before.then(job, job);
    const forget = () => {
      if (this.lasts.get(thing) === turn) this.lasts.delete(thing);
    };
    this.lasts.set(thing, turn);
    turn.then(forget, forget);
    return turn;
  }

  /** Settles once all that was asked for is done, however it went. */
  async done(): Promise<void> {
    while (this.lasts.size > 0) await Promise.allSettled(this.lasts.values());
  }
}
