import type { Clock } from '../environment.ts';

/** It is written at most so often, in milliseconds. */
const WRITE_MS = 2_000;

export interface SeenMarkerHost {
  readonly clock: Clock;
  /** The ids of notifications that wait to be seen, about what is in front of one's eyes. */
  find(): readonly string[];
  write(ids: readonly string[]): void;
  guarded(work: () => void): void;
}

/** Marks as seen what is in front of one's eyes: at once, then the last of every two seconds. */
export class SeenMarker {
  private isPaused = false;
  private isDue = false;
  private cancel = (): void => {};

  private readonly host: SeenMarkerHost;

  constructor(host: SeenMarkerHost) {
    this.host = host;
  }

  /** One looks at something else, or something has come. */
  look(): void {
    if (this.isPaused) {
      this.isDue = true;
      return;
    }
    const ids = this.host.find();
    if (ids.length === 0) return;
    this.isPaused = true;
    this.cancel = this.host.clock.after(WRITE_MS, () => this.host.guarded(() => this.endPause()));
    this.host.write(ids);
  }

  stop(): void {
    this.cancel();
  }

  private endPause(): void {
    const { isDue } = this;
    this.isPaused = false;
    this.isDue = false;
    if (isDue) this.look();
  }
}
