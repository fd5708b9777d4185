import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { listPackage } from '@electron/asar';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { expect } from '@playwright/test';
import { test } from '../support/fixtures.ts';
import { signIn, waitUntilLive } from '../support/screens.ts';
import { people } from '../support/server-process.ts';
import { endProcess, handedOver, lookInto, startHardened } from './run-package.ts';

/** How the wire says that a fuse is on. */
const ON = '1'.charCodeAt(0);

/** As docs/security.md says why. */
const meantFuses: readonly [FuseV1Options, boolean][] = [
  [FuseV1Options.RunAsNode, false],
  [FuseV1Options.EnableCookieEncryption, true],
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable, false],
  [FuseV1Options.EnableNodeCliInspectArguments, false],
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation, true],
  [FuseV1Options.OnlyLoadAppFromAsar, true],
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot, false],
  [FuseV1Options.GrantFileProtocolExtraPrivileges, false],
];

/** The folder with what belongs to the program, beside it or, on macOS, above it. */
function resources(): string {
  const program = handedOver('HOLDFAST_HARDENED');
  const mac = path.join(path.dirname(program), '../Resources');
  return process.platform === 'darwin' ? mac : path.join(path.dirname(program), 'resources');
}

function canConnect(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true));
    socket.once('error', () => resolve(false));
    socket.once('close', () => socket.destroy());
  });
}

test('SECURITY 15: the fuses of the package are exactly as meant', async () => {
  const wire = await getCurrentFuseWire(handedOver('HOLDFAST_HARDENED'));
  const found = meantFuses.map(([fuse]) => [fuse, wire[fuse] === ON]);
  expect(found).toEqual(meantFuses);
});

test('the package holds the built app, and no sources, tests or default app', () => {
  expect(existsSync(path.join(resources(), 'default_app.asar'))).toBe(false);
  const files = listPackage(path.join(resources(), 'app.asar'), { isPack: false });
  expect(files).toEqual(
    expect.arrayContaining(['/package.json', '/out/main/index.js', '/out/main/engine.js']),
  );
  expect(files.filter((file) => /\.(ts|tsx|map)$|test/.test(file))).toEqual([]);
});

test('SECURITY 17: as people get it, it signs in and works; it is no Node, and nobody debugs it', async ({
  stage,
}) => {
  const profile = mkdtempSync(path.join(tmpdir(), 'holdfast-hardened-'));
  const marker = path.join(profile, 'ran');
  const script = path.join(profile, 'attack.cjs');
  writeFileSync(script, `require('node:fs').writeFileSync(${JSON.stringify(marker)}, '')`);
  const inspectPort = 20_000 + (process.pid % 20_000);
  const app = startHardened(profile, [`--inspect=${inspectPort}`, script], {
    ELECTRON_RUN_AS_NODE: '1',
    NODE_OPTIONS: `--require ${script}`,
  });
  try {
    const { browser, page } = await lookInto(profile);
    await signIn(page, stage.server.url, people.agent.email, people.agent.password);
    await waitUntilLive(page);
    expect(existsSync(marker)).toBe(false);
    expect(await canConnect(inspectPort)).toBe(false);
    await browser.close();
  } finally {
    await endProcess(app);
    rmSync(profile, { recursive: true, force: true });
  }
});
