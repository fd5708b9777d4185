import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, type Page } from '@playwright/test';
import { UpdateHost } from '../../apps/desktop/src/main/updates/test-support/update-host.ts';
import type { UpdateState } from '../../apps/desktop/src/preload/shell-topics.ts';
import { test } from '../support/fixtures.ts';
import {
  connectionPill,
  createTicket,
  signInAndStay,
  ticketRow,
  waitForRow,
  waitUntilLive,
} from '../support/screens.ts';
import { people } from '../support/server-process.ts';
import { makeNextVersion } from './next-version.ts';
import { handedOver, lookInto, sandboxArguments } from './run-package.ts';

const NEXT = '0.2.0';
const FEED = 'latest-linux.yml';

test.skip(
  process.platform !== 'linux',
  'an AppImage is imitated: a program in one file that starts the package',
);

/** Looks for an update and waits until that has come to an end. */
function checkForUpdate(page: Page): Promise<UpdateState> {
  return page.evaluate(async () => {
    const { shell } = window.holdfast;
    await shell.call('checkForUpdates', {});
    return new Promise<UpdateState>((resolve) => {
      shell.watch('updates', (state) => {
        const isOver = !['idle', 'checking', 'downloading'].includes(state.state);
        if (isOver && state.checkedAt !== undefined) resolve(state);
      });
    });
  });
}

function versionOf(page: Page): Promise<string | undefined> {
  return page.evaluate(async () => (await window.holdfast.shell.call('about', {})).versions[0]?.version);
}

/** The tables of the engine's files in a profile. */
function tablesIn(profile: string): string[] {
  const files = readdirSync(path.join(profile, 'data'), { recursive: true, encoding: 'utf8' });
  return files
    .filter((file) => file.endsWith('holdfast.db'))
    .flatMap((file) => {
      const database = new DatabaseSync(path.join(profile, 'data', file), { readOnly: true });
      const rows = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all();
      database.close();
      return rows.map((row) => String(row.name));
    });
}

/** Whether a process runs: one that has ended has no program, also while its number is still known. */
function isAlive(pid: number): boolean {
  return existsSync(`/proc/${pid}/exe`);
}

/** Ends a process that is not a child of ours, and waits until it is gone. */
async function endForeign(pid: number): Promise<void> {
  process.kill(pid, 'SIGTERM');
  await expect.poll(() => isAlive(pid)).toBe(false);
}

test('SECURITY 20: the app replaces itself by the signed next version, which changes the file; what waited to be sent is sent once', async ({
  stage,
}) => {
  test.setTimeout(150_000);
  const folder = mkdtempSync(path.join(tmpdir(), 'holdfast-next-'));
  const host = new UpdateHost(readFileSync(handedOver('HOLDFAST_UPDATE_KEY_FILE'), 'utf8'));
  await host.start();
  const next = await makeNextVersion(path.join(folder, 'next'), NEXT);
  const pidFile = path.join(folder, 'pid');
  const appImage = path.join(folder, 'Holdfast-0.1.0.AppImage');
  writeFileSync(appImage, '');
  const ben = stage.app({
    env: {
      APPIMAGE: appImage,
      HOLDFAST_UPDATE_FEED: host.address,
      XDG_CACHE_HOME: path.join(folder, 'cache'),
    },
  });
  const own = [`--user-data-dir=${ben.profile}`, '--remote-debugging-port=0', ...sandboxArguments].join(' ');
  const content = `#!/bin/sh\necho $$ > ${pidFile}\nexec ${next} ${own}\n`;
  try {
    await ben.launch();
    await signInAndStay(ben.page, stage.server.url, people.agent.email, people.agent.password);
    await waitUntilLive(ben.page);
    await stage.server.kill();
    await createTicket(ben.page, 'Written before the update');
    await expect(ticketRow(ben.page, 'Written before the update')).toBeVisible();

    host.publish(FEED, { version: NEXT, content, served: '#!/bin/sh\n' });
    expect(await checkForUpdate(ben.page)).toMatchObject({ state: 'refused' });
    host.publish(FEED, { version: NEXT, content });
    expect(await checkForUpdate(ben.page)).toMatchObject({ state: 'ready' });

    rmSync(path.join(ben.profile, 'DevToolsActivePort'), { force: true });
    await ben.page.evaluate(() => void window.holdfast.shell.call('installUpdate', {}));
    await expect.poll(() => existsSync(pidFile)).toBe(true);
    // It has ended all that it does; the debugger of this test keeps its process.
    await ben.kill();

    const { browser, page } = await lookInto(ben.profile);
    await expect(ticketRow(page, 'Written before the update')).toBeVisible();
    expect(await versionOf(page)).toBe(NEXT);
    await expect(connectionPill(page)).toContainText('waiting');
    await stage.server.start();
    await expect(connectionPill(page)).toHaveText(/Live/, { timeout: 60_000 });
    const reader = await stage.open(people.second);
    await waitForRow(reader.page, 'Written before the update');
    await expect(ticketRow(reader.page, 'Written before the update')).toHaveCount(1);
    await browser.close();
    await endForeign(Number(readFileSync(pidFile, 'utf8')));
    expect(tablesIn(ben.profile)).toContain('of_next_version');
  } finally {
    if (existsSync(pidFile)) {
      const pid = Number(readFileSync(pidFile, 'utf8'));
      if (isAlive(pid)) await endForeign(pid);
    }
    await host.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});

test('a package that a package manager installed names the newer version, and fetches nothing', async ({
  stage,
}) => {
  const host = new UpdateHost(readFileSync(handedOver('HOLDFAST_UPDATE_KEY_FILE'), 'utf8'));
  await host.start();
  try {
    host.publish(FEED, { version: NEXT });
    const ben = stage.app({ env: { HOLDFAST_UPDATE_FEED: host.address } });
    await ben.launch();
    expect(await checkForUpdate(ben.page)).toMatchObject({ state: 'packaged', version: NEXT });
    expect(host.asked).toEqual([FEED]);
  } finally {
    await host.stop();
  }
});
