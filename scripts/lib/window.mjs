import { closeSync, mkdirSync, openSync, rmSync } from 'node:fs';
import path from 'node:path';
import { startChild, stopChild } from './child-process.mjs';
import { desktop } from './paths.mjs';
import { writePrivate } from './private-file.mjs';
import { whyNoSandbox } from './sandbox.mjs';
import { say } from './say.mjs';

const STOP_PATIENCE_MS = 5_000;

/**
 * Opens a window of the built app. `electron` is of resolveElectron, `env` of openDesktopSession; see describeWindow
 * for the rest. Returns `{ child, log, close }`.
 */
export function openWindow({ electron, env, ...wanted }) {
  const window = describeWindow(wanted);
  const log = path.join(wanted.folder, `logs/${wanted.name}.log`);
  mkdirSync(path.dirname(log), { recursive: true });
  const file = openSync(log, 'w', 0o600);
  const args = [desktop, ...window.args, ...(whyNoSandbox(electron.dist) ? ['--no-sandbox'] : [])];
  const child = startChild(electron.executable, args, {
    env: { ...env, ...window.env },
    stdio: ['ignore', file, file],
  });
  closeSync(file);
  const close = async () => {
    await stopChild(child, STOP_PATIENCE_MS);
    window.forget();
  };
  return { child, log, close };
}

/**
 * What makes the app somebody's window: `{ args, env, forget }`. Its profile is `folder`/profiles/`name`, `server`
 * its address, `person` who signs in there (one of keepSignIns; where there is none the window asks), `place` its
 * position on the screen as "x,y,width,height". `forget` removes a password that the app has not fetched.
 */
export function describeWindow({ folder, name, server, person, place }) {
  const profile = path.join(folder, 'profiles', name);
  const signIn = `${profile}.sign-in.json`;
  if (person)
    writePrivate(signIn, JSON.stringify({ server, email: person.email, password: person.password }));
  return {
    args: [`--user-data-dir=${profile}`],
    env: { HOLDFAST_SERVER: server, HOLDFAST_WINDOW: place, HOLDFAST_SIGN_IN_FILE: person && signIn },
    forget: () => rmSync(signIn, { force: true }),
  };
}

/** Says once per run, where it is so, that windows open without Chromium's sandbox. */
export function sayWithoutSandbox(electron) {
  const reason = whyNoSandbox(electron.dist);
  if (reason) say(`Windows run without Chromium's sandbox this time: ${reason}.`);
}
