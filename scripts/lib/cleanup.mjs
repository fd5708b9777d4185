import { PlainError } from './plain-error.mjs';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Runs `work(later, stopping)` and afterwards, whatever happened, everything that was given to `later(undo)`, last
 * first. Meanwhile Ctrl+C or a signal to end does not end us: it resolves `stopping`, and `work` decides. It may
 * come twice for one Ctrl+C (from the terminal, and from npm, which passes it on), so a second means nothing.
 */
export async function withCleanup(work) {
  const undos = [];
  let stop;
  let stopped = false;
  const stopping = new Promise((resolve) => {
    stop = (name) => {
      stopped = true;
      resolve(name);
    };
  });
  for (const name of SIGNALS) process.on(name, stop);
  try {
    return await work((undo) => undos.push(undo), stopping);
  } catch (error) {
    // A command that shared the terminal's Ctrl+C with us has failed of it: no news to anyone.
    throw stopped ? new PlainError('Stopped.', { cause: error }) : error;
  } finally {
    for (const undo of undos.reverse()) await undo();
    for (const name of SIGNALS) process.off(name, stop);
  }
}
