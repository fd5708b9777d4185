import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';

const WITHIN_MS = 30_000;
const LOOK_EVERY_MS = 20;

export interface Program {
  readonly command: string;
  readonly args: readonly string[];
  /** Whether it answers. */
  readonly answers: () => Promise<boolean>;
}

/** A program of the system that serves until it is ended, and can be started again. */
export class ServedProgram {
  readonly #program: Program;
  #child: ChildProcess | undefined;
  #said = '';

  constructor(program: Program) {
    this.#program = program;
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /** Starts it and waits until it answers. */
  async start(): Promise<void> {
    const { command, args, answers } = this.#program;
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    this.#child = child;
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (part: Buffer) => {
        this.#said = `${this.#said}${part.toString()}`.slice(-4_000);
      });
    }
    child.on('error', (error) => {
      this.#said += String(error);
    });
    const end = performance.now() + WITHIN_MS;
    while (!(await answers())) {
      const hasEnded = child.exitCode !== null || child.signalCode !== null || child.pid === undefined;
      if (hasEnded || performance.now() > end) throw new Error(`${command} does not serve: ${this.#said}`);
      await wait(LOOK_EVERY_MS);
    }
  }

  /** Sends a signal without waiting for what comes of it: SIGSTOP and SIGCONT hold it and let it go on. */
  signal(signal: NodeJS.Signals): void {
    this.#child?.kill(signal);
  }

  /** Ends it with a signal and waits until it is gone. */
  async end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }
}
