import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startChild, stopChild } from './child-process.mjs';
import { waitForLine } from './wait-for-line.mjs';

/**
 * Larger than windows need: the pointer rests in the middle of a new screen, and over a window it would hold its
 * list still.
 */
const SCREEN = '4096x2400x24';

const START_LIMIT_MS = 20_000;
const STOP_PATIENCE_MS = 2_000;
const ANY_DISPLAY = '';
const FAMILY_WILD = 0xffff;

/** Whether windows can open on a display that is there already. macOS and Windows always have one. */
export function hasDisplay(env = process.env) {
  return process.platform !== 'linux' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);
}

/**
 * Starts a virtual X display that only holders of its cookie may use. Resolves to `{ env, stop }`: what to add to a
 * program's environment so that its windows open there, and what ends it. Throws a PlainError if it does not start.
 */
export async function startVirtualDisplay() {
  const folder = mkdtempSync(path.join(tmpdir(), 'holdfast-display-'));
  const cookies = path.join(folder, 'Xauthority');
  writeFileSync(cookies, renderCookie(randomBytes(16)), { mode: 0o600 });
  const args = ['-displayfd', '3', '-screen', '0', SCREEN, '-nolisten', 'tcp', '-noreset', '-auth', cookies];
  const child = startChild('Xvfb', args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const stop = async () => {
    await stopChild(child, STOP_PATIENCE_MS);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const number = await waitForLine(child, child.stdio[3], { name: 'Xvfb', limitMs: START_LIMIT_MS });
    return { env: { DISPLAY: `:${number}`, XAUTHORITY: cookies }, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/**
 * An Xauthority file with one entry: address family, address, display number, protocol and key, each but the
 * first with its length before it (Xau(3)). The number is not known yet, so the entry holds for any.
 */
function renderCookie(key) {
  const family = Buffer.alloc(2);
  family.writeUInt16BE(FAMILY_WILD);
  return Buffer.concat([family, ...['', ANY_DISPLAY, 'MIT-MAGIC-COOKIE-1', key].map(withLength)]);
}

function withLength(value) {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(value.length);
  return Buffer.concat([length, Buffer.from(value)]);
}
