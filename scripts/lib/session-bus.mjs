import { existsSync } from 'node:fs';
import path from 'node:path';
import { startChild, stopChild } from './child-process.mjs';
import { waitForLine } from './wait-for-line.mjs';

const START_LIMIT_MS = 10_000;
const STOP_PATIENCE_MS = 2_000;

/** Whether this session has a D-Bus already. Only Linux needs one, for notifications and the key store. */
export function hasSessionBus(env = process.env) {
  if (process.platform !== 'linux' || env.DBUS_SESSION_BUS_ADDRESS) return true;
  return Boolean(env.XDG_RUNTIME_DIR) && existsSync(path.join(env.XDG_RUNTIME_DIR, 'bus'));
}

/**
 * Starts a session bus of our own. Resolves to `{ env, stop }`, as startVirtualDisplay does; `env` goes to the
 * programs that the bus starts, too. Throws a PlainError if it does not start.
 */
export async function startSessionBus(env = {}) {
  const child = startChild('dbus-daemon', ['--session', '--nofork', '--nopidfile', '--print-address=1'], {
    env,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const stop = () => stopChild(child, STOP_PATIENCE_MS);
  try {
    const limits = { name: 'dbus-daemon', limitMs: START_LIMIT_MS };
    const address = await waitForLine(child, child.stdout, limits);
    return { env: { DBUS_SESSION_BUS_ADDRESS: address }, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
