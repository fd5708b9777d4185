import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type Browser, chromium, type Page } from '@playwright/test';
import { waitFor } from '../support/wait-for.ts';

/** A value that `npm run test:packaged` hands over. Throws where the tests were started otherwise. */
export function handedOver(name: string): string {
  const value = process.env[name];
  if (value === undefined)
    throw new Error(`${name} is not set: start these tests by "npm run test:packaged".`);
  return value;
}

/** Chromium's sandbox refuses root, which some machines of tests run as. */
export const sandboxArguments = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

/** Starts the package as people get it, and lets its pages be looked at. */
export function startHardened(
  profile: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): ChildProcess {
  const own = [`--user-data-dir=${profile}`, '--remote-debugging-port=0', ...sandboxArguments];
  return spawn(handedOver('HOLDFAST_HARDENED'), [...own, ...args], {
    env: { ...process.env, ...env },
    stdio: 'ignore',
  });
}

/** The pages of an app that was started with `--remote-debugging-port=0` on this profile. */
export async function lookInto(profile: string): Promise<{ browser: Browser; page: Page }> {
  const file = path.join(profile, 'DevToolsActivePort');
  await waitFor('a line to the page', () => existsSync(file) && readFileSync(file, 'utf8').includes('\n'));
  const port = readFileSync(file, 'utf8').split('\n')[0];
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
  const context = browser.contexts()[0];
  if (context === undefined) throw new Error('The app has no pages.');
  const page = context.pages()[0] ?? (await context.waitForEvent('page'));
  return { browser, page };
}

export async function endProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}
