import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { UpdateState } from '../../preload/shell-topics.ts';
import { wordsIn } from '../../words/words.ts';
import { followFeed } from './feed-provider.ts';
import type { InstallKind } from './install-kind.ts';
import { testUpdater } from './test-support/test-updater.ts';
import { UpdateHost } from './test-support/update-host.ts';
import { readUpdateSource } from './update-source.ts';
import { Updates } from './updates.ts';

const FEED = 'latest-linux.yml';

let host: UpdateHost;
let folder: string;
let seen: UpdateState[];
const appImageBefore = process.env.APPIMAGE;

beforeEach(async () => {
  host = new UpdateHost();
  await host.start();
  folder = mkdtempSync(path.join(tmpdir(), 'holdfast-updates-'));
  writeFileSync(path.join(folder, 'app-update.yml'), 'updaterCacheDirName: holdfast\n');
  process.env.APPIMAGE = path.join(folder, 'Holdfast.AppImage');
  writeFileSync(process.env.APPIMAGE, 'Holdfast 1.0.0');
  seen = [];
});

afterEach(async () => {
  if (appImageBefore === undefined) delete process.env.APPIMAGE;
  else process.env.APPIMAGE = appImageBefore;
  rmSync(folder, { recursive: true, force: true });
  await host.stop();
});

interface Installed {
  readonly version?: string;
  readonly kind?: InstallKind;
  readonly channel?: 'stable' | 'beta';
  readonly onInstall?: () => void;
}

/** An installed app that trusts the host's key. */
function installed({
  version = '1.0.0',
  kind = 'itself',
  channel = 'stable',
  onInstall,
}: Installed = {}): Updates {
  const packageJson = { updates: { feed: host.address, publicKey: host.publicKey } };
  const source = readUpdateSource(packageJson, undefined);
  if (source === undefined) throw new Error('The package names no source.');
  const updates: Updates = new Updates({
    installKind: kind,
    createUpdater: async () => {
      const updater = testUpdater(version, folder);
      if (onInstall !== undefined) updater.quitAndInstall = () => onInstall();
      followFeed(updater, { source, channel: () => channel });
      return updater;
    },
    settings: () => ({ updateChannel: channel, updateByItself: true }),
    words: () => wordsIn('en'),
    onChange: () => seen.push(updates.state),
    beforeInstall: async () => {},
    log: () => {},
  });
  return updates;
}

/** What is left behind of files that were fetched. */
function fetched(version: string): string | undefined {
  try {
    return readFileSync(path.join(folder, 'cache/holdfast/pending', `Holdfast-${version}.AppImage`), 'utf8');
  } catch {
    return undefined;
  }
}

test('a newer version in a signed feed is fetched and can be put in', async () => {
  host.publish(FEED, { version: '1.1.0' });
  const done: string[] = [];
  const updates = installed({ onInstall: () => done.push('installed') });
  await updates.install();
  await updates.check();
  expect(seen.map(({ state }) => state)).toEqual(
    expect.arrayContaining(['checking', 'downloading', 'ready']),
  );
  expect(updates.state).toMatchObject({ state: 'ready', version: '1.1.0' });
  expect(fetched('1.1.0')).toBe('Holdfast 1.1.0');
  await updates.install();
  expect(done).toEqual(['installed']);
});

test('the version that runs is no update', async () => {
  host.publish(FEED, { version: '1.0.0' });
  const updates = installed();
  await updates.check();
  expect(updates.state).toMatchObject({ state: 'idle' });
});

test('SECURITY 20: an older version is refused in plain words, and nothing of it is fetched', async () => {
  host.publish(FEED, { version: '0.9.0' });
  const updates = installed();
  await updates.check();
  expect(updates.state).toMatchObject({
    state: 'refused',
    problem: 'Version 0.9.0 is older than the one you have.',
  });
  expect(host.asked).toEqual([FEED]);
});

test('SECURITY 20: a feed that was altered, that another key signed, or that nobody signed is refused', async () => {
  host.publish(FEED, { version: '1.1.0' });
  const signed = host.files.get(FEED) ?? '';
  const stranger = new UpdateHost();
  stranger.publish(FEED, { version: '1.1.0' });
  const tampered = [
    signed.replaceAll('1.1.0', '1.1.1'),
    stranger.files.get(FEED) ?? '',
    signed.replace(/# signature: .*\n/, ''),
    `${signed}stagingPercentage: 100\n`,
    '',
  ];
  for (const text of tampered) {
    host.files.set(FEED, text);
    const updates = installed();
    await updates.check();
    expect(updates.state, text).toMatchObject({
      state: 'refused',
      problem: expect.stringMatching(/Nobody has signed it|does not come from/),
    });
  }
  expect(host.asked.filter((name) => name !== FEED)).toEqual([]);
});

test('SECURITY 20: a feed of another channel or system in the place of the own one is refused', async () => {
  host.publish('beta-linux.yml', { version: '2.0.0-beta.1' });
  host.files.set(FEED, host.files.get('beta-linux.yml') ?? '');
  const updates = installed();
  await updates.check();
  expect(updates.state).toMatchObject({
    state: 'refused',
    problem: expect.stringContaining('does not come from'),
  });
});

test('SECURITY 20: a file that is not the one that was signed is refused and does not stay', async () => {
  host.publish(FEED, { version: '1.1.0', served: 'Holdfast 6.6.6' });
  const done: string[] = [];
  const updates = installed({ onInstall: () => done.push('installed') });
  await updates.check();
  expect(updates.state).toMatchObject({
    state: 'refused',
    problem: 'The file of version 1.1.0 that arrived is not the one that was signed.',
  });
  expect(fetched('1.1.0')).toBeUndefined();
  await updates.install();
  expect(done).toEqual([]);
});

test('the beta channel has a feed of its own, and whoever leaves it waits for the next stable version', async () => {
  host.publish(FEED, { version: '1.0.0' });
  host.publish('beta-linux.yml', { version: '1.1.0-beta.1' });
  const beta = installed({ channel: 'beta' });
  await beta.check();
  expect(beta.state).toMatchObject({ state: 'ready', version: '1.1.0-beta.1' });
  const leaving = installed({ version: '1.1.0-beta.1', channel: 'stable' });
  await leaving.check();
  expect(leaving.state).toMatchObject({ state: 'idle' });
});

test('a staged rollout reaches none of the devices at 0 % and all at 100 %', async () => {
  host.publish(FEED, { version: '1.1.0', percent: 0 });
  const updates = installed();
  await updates.check();
  expect(updates.state).toMatchObject({ state: 'idle' });
  host.publish(FEED, { version: '1.1.0', percent: 100 });
  await updates.check();
  expect(updates.state).toMatchObject({ state: 'ready', version: '1.1.0' });
});

test('a package install is told the newer version and fetches nothing; what goes wrong there is no failure', async () => {
  host.publish(FEED, { version: '1.1.0' });
  const updates = installed({ kind: 'packaged' });
  expect(updates.state).toEqual({ state: 'packaged' });
  await updates.check();
  expect(updates.state).toMatchObject({ state: 'packaged', version: '1.1.0' });
  expect(host.asked).toEqual([FEED]);
  host.files.delete(FEED);
  await updates.check();
  expect(updates.state).toMatchObject({ state: 'packaged', problem: expect.any(String) });
  expect(new Set(seen.map(({ state }) => state))).toEqual(new Set(['packaged']));
});

test('a host without the feed is said, and one that is back is found again', async () => {
  const updates = installed();
  await updates.check();
  expect(updates.state).toMatchObject({
    state: 'failed',
    problem: 'The update server has nothing for this app.',
  });
  host.publish(FEED, { version: '1.1.0' });
  await updates.check();
  expect(updates.state).toMatchObject({ state: 'ready' });
});

test('an update that is ready stays so when the host goes away', async () => {
  host.publish(FEED, { version: '1.1.0' });
  const updates = installed();
  await updates.check();
  host.files.delete(FEED);
  await updates.check();
  expect(updates.state).toMatchObject({ state: 'ready', version: '1.1.0' });
});
