import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { prepareFolder } from './prepared-folders.ts';

const root = path.resolve(import.meta.dirname, '../..');
const serverMain = path.join(root, 'apps/server/src/main.ts');
const adminMain = path.join(root, 'apps/server/src/cli/main.ts');

/** A line of pino's of level error (50) or worse. */
const FAULT = /^\{"level":[56]0,/;

export interface Person {
  readonly email: string;
  readonly name: string;
  readonly role: 'admin' | 'manager' | 'agent' | 'staff';
  readonly password: string;
}

/** People whom most tests use. */
export const people = {
  admin: { email: 'ada@example.org', name: 'Ada Admin', role: 'admin', password: 'correct horse battery' },
  manager: {
    email: 'mia@example.org',
    name: 'Mia Manager',
    role: 'manager',
    password: 'correct horse battery',
  },
  agent: { email: 'ben@example.org', name: 'Ben Agent', role: 'agent', password: 'correct horse battery' },
  second: { email: 'cleo@example.org', name: 'Cleo Agent', role: 'agent', password: 'correct horse battery' },
  staff: { email: 'sam@example.org', name: 'Sam Staff', role: 'staff', password: 'correct horse battery' },
} as const satisfies Record<string, Person>;

/** The real server as a process of its own on a throw-away folder; it can be killed and started again on the same port. */
export class ServerProcess {
  readonly folder: string;
  private readonly settings: Readonly<Record<string, string>>;
  private child: ChildProcess | undefined;
  /** Those that were told to end. */
  private readonly ended = new WeakSet<ChildProcess>();
  private port = 0;
  /** Lines of its log that tell of a fault of its own: level error and worse. */
  readonly faults: string[] = [];
  /** How it ended, each time that nobody had ended it. */
  readonly ownEnds: string[] = [];

  /** @param folder the data of another server process, to serve them too */
  constructor(settings: Readonly<Record<string, string>> = {}, folder?: string) {
    this.settings = settings;
    this.folder = folder ?? mkdtempSync(path.join(tmpdir(), 'holdfast-server-'));
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** The server's process id, to look at its memory and time. */
  get pid(): number | undefined {
    return this.child?.pid;
  }

  /**
   * Starts it and waits until it serves.
   * @param besides settings of this one life of it
   */
  async start(besides: Readonly<Record<string, string>> = {}): Promise<void> {
    const port = { HOLDFAST_PORT: String(this.port) };
    const child = spawn(process.execPath, [serverMain], {
      env: { ...process.env, ...this.settings, ...this.environment(), ...besides, ...port },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.child = child;
    child.once('exit', (code, signal) => {
      if (!this.ended.has(child)) this.ownEnds.push(`The server ended by itself with ${code ?? signal}.`);
    });
    this.port = Number(new URL(await firstUrl(child, this.faults)).port);
  }

  /** Ends it as a power cut would. */
  async kill(): Promise<void> {
    await this.end('SIGKILL');
  }

  /** Ends it gracefully. Gives the exit code. */
  async stop(): Promise<number | null> {
    return this.end('SIGTERM');
  }

  /** It stays connected and does nothing, until it goes on. */
  freeze(): void {
    this.child?.kill('SIGSTOP');
  }

  goOn(): void {
    this.child?.kill('SIGCONT');
  }

  /** Ends it and removes its folder. */
  async remove(): Promise<void> {
    await this.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }

  async addPeople(...added: readonly Person[]): Promise<void> {
    const list = JSON.stringify(added);
    await prepareFolder(this.folder, JSON.stringify([this.settings, added]), () =>
      this.run([path.join(import.meta.dirname, 'add-people.ts')], list),
    );
  }

  /** Runs the administrator's command line on the server's folder and gives what it printed. */
  admin(args: readonly string[], input = ''): Promise<string> {
    return this.run([adminMain, ...args], input);
  }

  /** The settings that hold whatever was given, to open its data beside it. */
  environment(): Record<string, string> {
    return {
      HOLDFAST_HOST: '127.0.0.1',
      HOLDFAST_DATA: this.folder,
      HOLDFAST_SECRET: 'a secret for tests only, 32 long',
    };
  }

  private run(args: readonly string[], input: string): Promise<string> {
    const child = spawn(process.execPath, args, {
      env: { ...process.env, ...this.settings, ...this.environment() },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    child.stdin.end(input);
    return readToEnd(child, args.join(' '));
  }

  private end(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null> {
    const child = this.child;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null)
      return Promise.resolve(null);
    const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
    this.ended.add(child);
    child.kill(signal);
    return ended;
  }
}

/** Reads the log for as long as the process lives. */
function firstUrl(child: ChildProcess, faults: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    if (child.stdout === null) throw new Error('the server has no output');
    child.once('exit', (code) => reject(new Error(`the server ended with ${code} before it served`)));
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (FAULT.test(line)) faults.push(line);
      const url = readUrl(line);
      if (url !== undefined) resolve(url);
    });
  });
}

function readUrl(line: string): string | undefined {
  if (!line.includes('"listening"')) return undefined;
  const parsed: unknown = JSON.parse(line);
  return typeof parsed === 'object' && parsed !== null && 'url' in parsed ? String(parsed.url) : undefined;
}

function readToEnd(child: ReturnType<typeof spawn>, what: string): Promise<string> {
  let output = '';
  let problem = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  child.stderr?.on('data', (chunk: Buffer) => {
    problem += chunk.toString();
  });
  return new Promise((resolve, reject) => {
    child.once('exit', (code) =>
      code === 0 ? resolve(output) : reject(new Error(`${what} ended with ${code}: ${problem}`)),
    );
  });
}
