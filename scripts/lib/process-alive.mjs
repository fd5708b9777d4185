import { readFileSync } from 'node:fs';

/**
 * Whether a process runs. Linux keeps the number of one that has ended until its parent asks; in a container whose
 * first process never does, that is for ever, so there the state is looked at.
 */
export function isAlive(pid) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
  return process.platform !== 'linux' || linuxState(pid) !== 'Z';
}

/** The state letter follows the program's name, which stands in brackets and may hold any character. */
function linuxState(pid) {
  try {
    return /.*\) (\S)/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1];
  } catch (error) {
    if (error.code === 'ENOENT' || error.code === 'ESRCH') return 'Z';
    throw error;
  }
}
