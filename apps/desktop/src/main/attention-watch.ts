import type { Attention } from '../engine/api/host-messages.ts';

/** What is asked and heard of the system: Electron's `powerMonitor`. Where a system tells no event, it is asked. */
export interface SystemPower {
  on(event: 'suspend', listener: () => void): unknown;
  on(event: 'resume', listener: () => void): unknown;
  on(event: 'lock-screen', listener: () => void): unknown;
  on(event: 'unlock-screen', listener: () => void): unknown;
  getSystemIdleState(seconds: number): 'active' | 'idle' | 'locked' | 'unknown';
}

/** How often the system is asked at most, in milliseconds: so soon it is seen that somebody is back. */
const ASK_EVERY_MS = 5_000;

/** Knows whether somebody is at this device, and tells when that changes. */
export class AttentionWatch {
  #state: Attention = 'active';
  #isAsleep = false;
  #isLocked = false;

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
    this.#system.on('suspend', () => this.#note({ isAsleep: true }));
    this.#system.on('resume', () => this.#note({ isAsleep: false }));
    this.#system.on('lock-screen', () => this.#note({ isLocked: true }));
    this.#system.on('unlock-screen', () => this.#note({ isLocked: false }));
    setInterval(() => this.#look(), Math.min(ASK_EVERY_MS, (this.#idleSeconds * 1_000) / 4)).unref();
  }

  #note({ isAsleep = this.#isAsleep, isLocked = this.#isLocked }): void {
    this.#isAsleep = isAsleep;
    this.#isLocked = isLocked;
    this.#look();
  }

  #look(): void {
    const state = this.#read();
    if (state === this.#state) return;
    this.#state = state;
    this.#tell(state);
  }

  #read(): Attention {
    if (this.#isAsleep) return 'asleep';
    if (this.#isLocked) return 'locked';
    const found = this.#system.getSystemIdleState(this.#idleSeconds);
    // Of whoever cannot be seen to be away it is not said.
    return found === 'unknown' ? 'active' : found;
  }
}
