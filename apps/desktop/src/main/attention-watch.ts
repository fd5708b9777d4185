import type { Attention } from '../engine/api/host-messages.ts';

/** What is asked and heard of the system: Electron's `powerMonitor`. Linux tells no lock: `lock-watch.ts` does. */
export interface SystemPower {
  on(event: 'suspend', listener: () => void): unknown;
  on(event: 'resume', listener: () => void): unknown;
  on(event: 'lock-screen', listener: () => void): unknown;
  on(event: 'unlock-screen', listener: () => void): unknown;
  getSystemIdleState(seconds: number): 'active' | 'idle' | 'locked' | 'unknown';
  /** Seconds since the last key or move of the mouse. */
  getSystemIdleTime(): number;
}

/** How soon it is seen that somebody is back, in milliseconds. */
const BACK_WITHIN_MS = 5_000;
/** As often as that the system is asked at most while the app rests. */
const RESTING_MS = 60_000;

/** Knows whether somebody is at this device, and tells when that changes. Asks no oftener than there can be news. */
export class AttentionWatch {
  #state: Attention = 'active';
  #isAsleep = false;
  #isLocked = false;
  #isResting = false;
  #next: NodeJS.Timeout | undefined;

  readonly #system: SystemPower;
  readonly #idleSeconds: number;
  readonly #tell: (state: Attention) => void;

  /** Nobody is there after so many seconds without a key or a move of the mouse, anywhere on the device. */
  constructor(system: SystemPower, idleSeconds: number, tell: (state: Attention) => void) {
    this.#system = system;
    this.#idleSeconds = idleSeconds;
    this.#tell = tell;
  }

  get state(): Attention {
    return this.#state;
  }

  start(): void {
    this.#system.on('suspend', () => this.#setAsleep(true));
    this.#system.on('resume', () => this.#setAsleep(false));
    this.#system.on('lock-screen', () => this.setLocked(true));
    this.#system.on('unlock-screen', () => this.setLocked(false));
    this.look();
  }

  setLocked(isLocked: boolean): void {
    this.#isLocked = isLocked;
    this.look();
  }

  /** While the app rests, that somebody is back is seen within a minute, or as soon as they look at a window. */
  setResting(isResting: boolean): void {
    this.#isResting = isResting;
    this.look();
  }

  /** Asks the system now: there is a sign that somebody is there. */
  look(): void {
    const state = this.#read();
    this.#planNext(state);
    if (state === this.#state) return;
    this.#state = state;
    this.#tell(state);
  }

  #setAsleep(isAsleep: boolean): void {
    this.#isAsleep = isAsleep;
    this.look();
  }

  #read(): Attention {
    if (this.#isAsleep) return 'asleep';
    if (this.#isLocked) return 'locked';
    const found = this.#system.getSystemIdleState(this.#idleSeconds);
    // Of whoever cannot be seen to be away it is not said.
    return found === 'unknown' ? 'active' : found;
  }

  /** What ends by an event is not asked for. */
  #planNext(state: Attention): void {
    clearTimeout(this.#next);
    if (this.#isAsleep || this.#isLocked) return;
    const wait = state === 'active' ? this.#untilIdle() : BACK_WITHIN_MS;
    const shortest = this.#isResting || state === 'locked' ? RESTING_MS : 0;
    this.#next = setTimeout(() => this.look(), Math.max(wait, shortest));
    this.#next.unref();
  }

  /** Whoever is active can be idle only after the rest of the time that this takes. */
  #untilIdle(): number {
    const left = this.#idleSeconds - this.#system.getSystemIdleTime();
    // A system that cannot say how long, or says less than it told before, is asked again in a second.
    return Math.min(Math.max(left, 1), this.#idleSeconds) * 1_000;
  }
}
