import { type ChildProcess, fork } from 'node:child_process';
import path from 'node:path';
import type { Answer, Calls, Question } from './serve-calls.ts';

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (problem: Error) => void;
}

/** A Node process of its own that answers calls (serve-calls.ts). */
export class Worker<C extends Calls<keyof C & string>> {
  private readonly child: ChildProcess;
  private readonly waiting = new Map<number, Waiting>();
  private asked = 0;

  /**
   * Starts a file of this folder, or one that is named in full.
   * @param env what it finds in its environment besides ours
   */
  constructor(file: string, env: Readonly<Record<string, string>> = {}) {
    this.child = fork(path.resolve(import.meta.dirname, file), {
      stdio: 'inherit',
      env: { ...process.env, ...env },
    });
    this.child.on('message', (answer: Answer) => this.settle(answer));
    this.child.on('exit', (code) => this.failAll(`${file} ended with ${code}.`));
  }

  get pid(): number {
    if (this.child.pid === undefined) throw new Error('The process did not start.');
    return this.child.pid;
  }

  call<Name extends keyof C & string>(
    name: Name,
    ...args: Parameters<C[Name]>
  ): Promise<Awaited<ReturnType<C[Name]>>> {
    this.asked += 1;
    const question: Question = { number: this.asked, name, args };
    return new Promise((resolve, reject) => {
      // The worker's calls and this type are one object, so the answer has the type that they say.
      const settle = (value: unknown) => resolve(value as Awaited<ReturnType<C[Name]>>);
      this.waiting.set(question.number, { resolve: settle, reject });
      this.child.send(question);
    });
  }

  /** Lets the process go: it removes what it made. */
  async end(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    this.waiting.clear();
    const ended = new Promise<void>((resolve) => this.child.once('exit', () => resolve()));
    this.child.disconnect();
    await ended;
  }

  private settle({ number, value, problem }: Answer): void {
    const waiting = this.waiting.get(number);
    this.waiting.delete(number);
    if (problem === undefined) waiting?.resolve(value);
    else waiting?.reject(new Error(problem));
  }

  private failAll(problem: string): void {
    for (const { reject } of this.waiting.values()) reject(new Error(problem));
    this.waiting.clear();
  }
}
