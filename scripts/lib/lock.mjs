import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { cache } from './paths.mjs';
import { isAlive } from './process-alive.mjs';
import { say } from './say.mjs';

const RETRY_MS = 200;
const SAY_AFTER_MS = 5_000;

/**
 * Runs `work` while no other run of our scripts does work of the same name: two terminals may start at once on
 * a fresh checkout. The lock is a file with its holder's process id, so that one left by a killed run is seen
 * to be void. Resolves to what `work` resolves to.
 */
export async function withLock(name, work, folder = path.join(cache, 'locks')) {
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, name);
  await acquire(file, name);
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

async function acquire(file, name) {
  for (let waited = 0; !tryAcquire(file); waited += RETRY_MS) {
    if (waited === SAY_AFTER_MS) say(`… waiting for another run that is busy with "${name}" (${file})`);
    await wait(RETRY_MS);
  }
}

/** Linking a file that is already written makes the lock appear whole or not at all. */
function tryAcquire(file) {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, String(process.pid));
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    if (!holderIsAlive(file)) rmSync(file, { force: true });
    return false;
  } finally {
    rmSync(draft, { force: true });
  }
}

function holderIsAlive(file) {
  try {
    return isAlive(Number(readFileSync(file, 'utf8')));
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
    // Just released: the next try finds it free.
    return true;
  }
}
