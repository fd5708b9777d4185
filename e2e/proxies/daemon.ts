import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';

const WITHIN_MS = 10_000;

/** A program of the system that serves a port, until it is stopped. */
export class Daemon {
  readonly #command: string;
  readonly #args: readonly string[];
  readonly #port: number;
  #child: ChildProcess | undefined;
  #said = '';

  constructor(command: string, args: readonly string[], port: number) {
    this.#command = command;
    this.#args = args;
    this.#port = port;
  }

  /** Starts it and waits until its port is served. */
  async start(): Promise<void> {
    const child = spawn(this.#command, this.#args, { stdio: ['ignore', 'pipe', 'pipe'] });
    this.#child = child;
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (part: Buffer) => {
        this.#said = `${this.#said}${part.toString()}`.slice(-4_000);
      });
    }
    const end = performance.now() + WITHIN_MS;
    while (!(await isServed(this.#port))) {
      if (child.exitCode === null && performance.now() < end) continue;
      throw new Error(`${this.#command} does not serve: ${this.#said}`);
    }
  }

  /** HAProxy as master and worker: a new worker with the same file takes new lines, old lines stay with the old one. */
  reload(): void {
    this.#child?.kill('SIGUSR2');
  }

  /** Both proxies end at once at SIGTERM, and their processes with them. */
  async stop(): Promise<void> {
    const child = this.#child;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
  }
}

function isServed(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });
}
