import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { withLock } from './lock.mjs';
import { root } from './paths.mjs';
import { PlainError } from './plain-error.mjs';
import { writePrivate } from './private-file.mjs';
import { isAlive } from './process-alive.mjs';
import { say } from './say.mjs';

const LEFTOVER_PATIENCE_MS = 10_000;

/**
 * Claims a data folder for this run until `later` undoes it: one server at a time writes there. What a killed run
 * left running is ended first. Returns `remember(child)`, for the programs that the next run should end if
 * this one is killed. Throws a PlainError while another run has the folder.
 */
export async function claimFolder(folder, later) {
  const file = path.join(folder, 'running.json');
  const children = [];
  const save = () => writePrivate(file, JSON.stringify({ pid: process.pid, children }));
  await withLock('claim', async () => {
    await clearEarlierRun(readRecord(file), folder);
    save();
  });
  later(() => rmSync(file, { force: true }));
  return (child) => {
    children.push(child.pid);
    save();
  };
}

async function clearEarlierRun(record, folder) {
  if (!record) return;
  if (isAlive(record.pid) && /scripts[\\/]\w+\.mjs/.test(commandLine(record.pid))) {
    throw new PlainError(
      `Holdfast is running from this checkout already (process ${record.pid}, data in ${folder}). ` +
        'Close that one with Ctrl+C first.',
    );
  }
  const leftovers = record.children.filter((pid) => isAlive(pid) && commandLine(pid).includes(root));
  if (leftovers.length > 0) say('An earlier run was killed; ending what it left running.');
  await Promise.all(leftovers.map(endProcess));
}

async function endProcess(pid) {
  process.kill(pid, 'SIGTERM');
  for (let waited = 0; isAlive(pid) && waited < LEFTOVER_PATIENCE_MS; waited += 100) await wait(100);
  if (isAlive(pid)) process.kill(pid, 'SIGKILL');
}

function readRecord(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if (error.code === 'ENOENT') return null;
    throw error;
  }
}

/** The program and arguments of a process, or nothing where that cannot be told (it ended, or this is Windows). */
function commandLine(pid) {
  try {
    if (process.platform === 'linux')
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
  } catch {
    return '';
  }
}
