import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { startChild, stopChild } from './child-process.mjs';
import { withCleanup } from './cleanup.mjs';
import { node } from './command.mjs';
import { startDemoServer } from './demo-server.mjs';
import { openDesktopSession } from './desktop-session.mjs';
import { data } from './paths.mjs';
import { prepareDesktop } from './prepare.mjs';
import { say } from './say.mjs';
import { signInsFile } from './sign-ins.mjs';
import { packagesForWindows } from './system-packages.mjs';

const STOP_PATIENCE_MS = 10_000;

const screenshots = path.join(data, 'screenshots');

/**
 * Does the main job once, on a server and profiles of its own that are thrown away, and prints one line of JSON
 * last. Resolves to the exit code. When it fails, what it worked on is kept, and it says where.
 */
export async function checkMainJob() {
  const electron = await prepareDesktop([...packagesForWindows(), 'sessionBus']);
  mkdirSync(data, { recursive: true, mode: 0o700 });
  const folder = mkdtempSync(path.join(data, 'check-'));
  let line = '{"ok":false}';
  try {
    const result = await checkIn(folder, electron);
    line = result.line;
    if (result.code === 0) rmSync(folder, { recursive: true });
    return result.code;
  } finally {
    if (existsSync(folder)) say(`What the check worked on is kept in ${folder}`);
    say(line);
  }
}

function checkIn(folder, electron) {
  return withCleanup(async (later, stopping) => {
    const session = await openDesktopSession(later, { ownBus: true });
    const server = await startDemoServer({ folder, port: 0, later });
    const check = runCheck(server.url, folder, { ...electron.env, ...session });
    later(check.stop);
    return Promise.race([check.result, stopping.then(() => ({ code: 1, line: '{"ok":false}' }))]);
  });
}

/** Runs e2e/check.ts. Its output is passed on as it comes, but for the last line, which is the result's. */
function runCheck(url, folder, env) {
  const args = ['e2e/check.ts', '--server', url, '--credentials', signInsFile(folder), '--out', screenshots];
  const child = startChild(node(), args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  let line = '';
  const lines = createInterface({ input: child.stdout }).on('line', (next) => {
    if (line) say(line);
    line = next;
  });
  const result = Promise.all([child.ended, once(lines, 'close')]).then(([code]) => ({
    code: code === 0 ? 0 : 1,
    line,
  }));
  return { result, stop: () => stopChild(child, STOP_PATIENCE_MS) };
}
