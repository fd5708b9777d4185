import type { Clock } from '../environment.ts';

/** What is watched is looked at so often at most, in milliseconds: bytes count faster than anybody reads. */
const LOOK_EACH_MS = 250;

interface Watcher {
  look(): void;
}

/** Tells watchers of files what differs, at once where it was quiet and a few times a second while much goes on. */
export class FileBoard {
  private readonly watchers = new Set<Watcher>();
  private cancelLook: (() => void) | undefined;
  private lookedAt = Number.NEGATIVE_INFINITY;

  private readonly clock: Clock;
  /** Reads for nobody who waits: a fault of the disk is told elsewhere. */
  private readonly guarded: (read: () => void) => void;

  constructor(clock: Clock, guarded: (read: () => void) => void) {
    this.clock = clock;
    this.guarded = guarded;
  }

  /** Tells the state at once, and again when it is another, until the result is called. */
  watch<State>(read: () => State, send: (state: State) => void): () => void {
    let told = '';
    const watcher = {
      look: () => {
        const state = read();
        const text = JSON.stringify(state);
        if (text === told) return;
        told = text;
        send(state);
      },
    };
    this.watchers.add(watcher);
    watcher.look();
    return () => this.watchers.delete(watcher);
  }

  /** Something about files may be another thing now. */
  changed(): void {
    if (this.cancelLook !== undefined || this.watchers.size === 0) return;
    const rest = this.lookedAt + LOOK_EACH_MS - this.clock.now();
    // A clock that was set back keeps nobody waiting.
    const wait = Math.min(Math.max(0, rest), LOOK_EACH_MS);
    this.cancelLook = this.clock.after(wait, () => this.look());
  }

  stop(): void {
    this.cancelLook?.();
    this.watchers.clear();
  }

  private look(): void {
    this.cancelLook = undefined;
    this.lookedAt = this.clock.now();
    for (const watcher of this.watchers) this.guarded(() => watcher.look());
  }
}
