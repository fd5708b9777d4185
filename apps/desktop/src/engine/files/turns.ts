/** Does one job after the other, in the order in which they were asked for. One that fails stops none behind it. */
export class Turns {
  private last: Promise<unknown> = Promise.resolve();

  run<T>(job: () => Promise<T>): Promise<T> {
    const turn = this.last.then(job, job);
    this.last = turn;
    return turn;
  }

  /** Settles once all that was asked for is done, however it went. */
  async done(): Promise<void> {
    await this.last.then(
      () => {},
      () => {},
    );
  }
}
