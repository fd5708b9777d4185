import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Person } from '../support/server-process.ts';
import { type Confirmed, isConfirmed, readSaid, type Said } from './confirmed.ts';
import type { EngineProcessOptions } from './engine-process.ts';

const entry = path.join(import.meta.dirname, 'engine-process.ts');

/** An engine process on one folder, which is killed and started again. It keeps what was ever confirmed. */
export class EngineChild {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'holdfast-crash-'));
  readonly confirmed: Confirmed[] = [];
  private readonly person: Person;
  private readonly mark: string;
  private child: ChildProcess | undefined;
  private problem: string | undefined;
  private isDone = false;

  constructor(person: Person, mark: string) {
    this.person = person;
    this.mark = mark;
  }

  /** Lets it write without end. */
  start(server: string, seed: number): void {
    this.run(server, seed, true);
  }

  /** Lets it fetch what is missing, and end. */
  catchUp(server: string): void {
    this.isDone = false;
    this.run(server, 0, false);
  }

  /** Ends it as a power cut would, and waits until all that it had said was heard. */
  async kill(): Promise<void> {
    const child = this.child;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
    child.kill('SIGKILL');
    await closed;
  }

  /** Lets it stop writing and wait until everything is on the server. */
  finish(): void {
    this.child?.stdin?.write('finish\n');
  }

  /** Throws if the engine failed: it must get through any kill. */
  check(): void {
    if (this.problem !== undefined) throw new Error(this.problem);
  }

  /** Whether everything is on the server. */
  hasFinished(): boolean {
    this.check();
    return this.isDone && this.child?.exitCode === 0;
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private run(server: string, seed: number, writes: boolean): void {
    const { folder, mark, person } = this;
    const { email, password } = person;
    const options: EngineProcessOptions = { folder, server, email, password, mark, seed, writes };
    const child = spawn(process.execPath, [entry, JSON.stringify(options)], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    this.child = child;
    createInterface({ input: child.stdout }).on('line', (line) => this.hear(readSaid(line)));
    child.once('exit', (code) => {
      if (code !== 0 && code !== null) this.problem ??= `the engine of ${this.mark} ended with ${code}`;
    });
  }

  private hear(said: Said | undefined): void {
    if (said === undefined) return;
    if (isConfirmed(said)) this.confirmed.push(said);
    if (said.kind === 'done') this.isDone = true;
    if (said.kind === 'failed') this.problem = said.problem;
  }
}
