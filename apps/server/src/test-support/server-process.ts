import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

const main = fileURLToPath(new URL('../main.ts', import.meta.url));
const cli = fileURLToPath(new URL('../cli/main.ts', import.meta.url));

/** Settings of a process: ours, and of the environment only what finds programs and what was made of them. */
function environment(settings: Readonly<Record<string, string>>) {
  const { PATH, NODE_COMPILE_CACHE } = process.env;
  return { PATH, NODE_COMPILE_CACHE, ...settings };
}

export interface ServerProcess {
  readonly url: string;
  readonly process: ChildProcess;
  /** The lines that it has logged so far. */
  readonly lines: Record<string, unknown>[];
  /** Sends a signal and gives the exit code, or the signal that ended it. */
  end(signal: NodeJS.Signals): Promise<number | string>;
}

/** Starts the server as a process of its own and waits until it serves. */
export async function serverProcess(settings: Readonly<Record<string, string>>): Promise<ServerProcess> {
  const child = spawn(process.execPath, [main], {
    env: environment({ HOLDFAST_PORT: '0', ...settings }),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const lines: Record<string, unknown>[] = [];
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (text) => {
      const line: Record<string, unknown> = JSON.parse(text);
      lines.push(line);
      if (line.msg === 'listening') resolve(String(line.url));
    });
    child.once('exit', (code) => reject(new Error(`The server ended with ${code}.`)));
  });
  return {
    url,
    process: child,
    lines,
    async end(signal) {
      const ended = once(child, 'exit');
      child.kill(signal);
      const [code, killedBy] = await ended;
      return code ?? killedBy;
    },
  };
}

export interface CommandResult {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Starts an administrator's command as a process of its own. */
export function startCommand(args: readonly string[], settings: Readonly<Record<string, string>>) {
  return spawn(process.execPath, [cli, ...args], { env: environment(settings) });
}

/** Runs an administrator's command as a process of its own. */
export async function runCommand(
  args: readonly string[],
  settings: Readonly<Record<string, string>>,
  input = '',
): Promise<CommandResult> {
  const child = startCommand(args, settings);
  const parts = { out: '', err: '' };
  child.stdout.on('data', (text) => {
    parts.out += text;
  });
  child.stderr.on('data', (text) => {
    parts.err += text;
  });
  child.stdin.on('error', () => {
    // The command may end without reading what it was given.
  });
  child.stdin.end(input);
  const [code] = await once(child, 'close');
  return { code, ...parts };
}
