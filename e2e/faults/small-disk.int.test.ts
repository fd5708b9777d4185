import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createNodeEnvironment } from '../../apps/desktop/src/engine/host/node-environment.ts';
import { openAccount } from '../../apps/desktop/src/engine/session/account.ts';

const script = path.join(import.meta.dirname, 'small-disk-process.ts');
const mountAndRun = 'mount -t tmpfs -o size=48m none "$1" && shift && exec "$@"';

/** Runs a program with a file system of 48 megabytes on a folder, which only it sees. */
function runOnSmallDisk(folder: string, ...command: readonly string[]) {
  return spawnSync(
    'unshare',
    ['--user', '--map-root-user', '--mount', 'sh', '-c', mountAndRun, 'sh', folder, ...command],
    {
      encoding: 'utf8',
    },
  );
}

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'holdfast-small-disk-'));
});

afterEach(() => {
  chmodSync(folder, 0o700);
  rmSync(folder, { recursive: true });
});

/** Some kernels and systems keep this from ordinary programs. */
const canMount = runOnSmallDisk(tmpdir(), 'true').status === 0;

test.runIf(canMount)(
  'S20: a disk that really is full, and then read-only: refused in plain words, nothing half-written, nothing lost',
  () => {
    const { stdout, stderr } = runOnSmallDisk(folder, process.execPath, script, folder);
    const seen = JSON.parse(stdout.trim().split('\n').at(-1) ?? stderr);
    expect(seen.full.code).toBe('SQLITE_FULL');
    expect(seen.full.confirmed).toBeGreaterThan(3);
    expect(seen.full).toMatchObject({ waiting: seen.full.confirmed, integrity: 'ok' });
    expect(seen.roomy).toEqual({ waiting: seen.full.confirmed + 1, integrity: 'ok' });
    expect(seen.readOnly).toMatch(
      /^The folder .* cannot be written to, and nothing was saved\. Allow this account/,
    );
    expect(seen.after).toEqual(seen.roomy);
  },
);

// The superuser may write everywhere.
test.skipIf(process.getuid?.() === 0)(
  'S20: a folder without the right to write is named in plain words',
  () => {
    chmodSync(folder, 0o500);
    const pointer = { server: 'http://127.0.0.1:1', userId: 'ben', name: 'Ben' };
    expect(() =>
      openAccount(
        createNodeEnvironment(() => {}),
        folder,
        pointer,
      ),
    ).toThrow(/cannot be written to/);
  },
);
