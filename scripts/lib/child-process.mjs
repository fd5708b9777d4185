import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { environment } from './command.mjs';
import { root } from './paths.mjs';
import { PlainError } from './plain-error.mjs';

const living = new Set();

// Whatever ends us, short of SIGKILL, leaves none of them behind.
process.on('exit', () => {
  for (const child of living) signal(child, 'SIGKILL');
});

/**
 * Starts a program that runs beside us until it is stopped. It gets a process group of its own, so that Ctrl+C in
 * the terminal reaches us alone and we close everything in order. `options` are `env` (added to ours), `stdio`
 * and `cwd`. Its `ended` resolves to its exit code, or the signal's name.
 */
export function startChild(command, args, options = {}) {
  const child = spawn(command, args, {
    cwd: options.cwd ?? root,
    env: environment(options.env),
    stdio: options.stdio ?? 'ignore',
    detached: process.platform !== 'win32',
    windowsHide: true,
  });
  living.add(child);
  child.ended = waitForEnd(child, command);
  return child;
}

async function waitForEnd(child, command) {
  try {
    const [code, name] = await once(child, 'exit');
    return code ?? name;
  } catch (error) {
    throw new PlainError(`"${command}" could not be started: ${error.message}`, { cause: error });
  } finally {
    living.delete(child);
  }
}

/**
 * Asks a child to end and waits for it; after `patienceMs` it and its children are killed. Resolves to true when it
 * ended by itself. A child that has ended already is fine.
 */
export async function stopChild(child, patienceMs) {
  if (!living.has(child)) return true;
  child.kill('SIGTERM');
  const timer = new AbortController();
  const late = wait(patienceMs, 'late', { signal: timer.signal }).catch(() => {});
  const first = await Promise.race([child.ended, late]);
  timer.abort();
  if (first !== 'late') return true;
  signal(child, 'SIGKILL');
  await child.ended;
  return false;
}

function signal(child, name) {
  try {
    if (process.platform === 'win32') child.kill(name);
    else process.kill(-child.pid, name);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}
