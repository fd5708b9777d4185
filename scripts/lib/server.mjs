import { closeSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import path from 'node:path';
import { startChild, stopChild } from './child-process.mjs';
import { node } from './command.mjs';
import { root } from './paths.mjs';
import { PlainError } from './plain-error.mjs';
import { waitForLine } from './wait-for-line.mjs';

/** Named in full, so that a run can recognise a server that an earlier one left behind. */
const SERVER_MAIN = path.join(root, 'apps/server/src/main.ts');
const START_LIMIT_MS = 30_000;
const STOP_PATIENCE_MS = 10_000;
const SHOWN_LOG_LINES = 20;

/**
 * Starts the sync server and waits until it serves. `env` holds its HOLDFAST_ variables, `log` is the file that its
 * log goes to, `flags` go to Node. Resolves to `{ url, child, log, stop }`; `stop` is graceful, and resolves to
 * false when the server had to be killed. Throws a PlainError with the end of its log when it does not come up.
 */
export async function startServer({ env, log, flags = [] }) {
  mkdirSync(path.dirname(log), { recursive: true });
  const file = openSync(log, 'w', 0o600);
  const stdio = ['ignore', 'pipe', file];
  const child = startChild(node(), [...flags, SERVER_MAIN], { env, stdio });
  child.stdout.on('data', (bytes) => writeSync(file, bytes));
  child.stdout.on('close', () => closeSync(file));
  const stop = () => stopChild(child, STOP_PATIENCE_MS);
  try {
    const url = await waitForLine(child, child.stdout, {
      name: 'The server',
      limitMs: START_LIMIT_MS,
      read: readUrl,
    });
    return { url, child, log, stop };
  } catch (error) {
    await stop();
    throw new PlainError(`${tail(log)}\n${error.message}. Its log: ${log}`, { cause: error });
  }
}

/** The address out of the log line with which the server says that it serves; undefined for any other line. */
function readUrl(line) {
  try {
    const { msg, url } = JSON.parse(line);
    return msg === 'listening' ? url : undefined;
  } catch {
    // Not a log line: a warning of Node's, for example.
    return undefined;
  }
}

function tail(log) {
  return readFileSync(log, 'utf8').trimEnd().split('\n').slice(-SHOWN_LOG_LINES).join('\n');
}
