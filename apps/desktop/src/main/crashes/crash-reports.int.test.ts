import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { dropCrashes, listCrashes } from './crash-reports.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'holdfast-crashes-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function putReport(name: string, minute: number): void {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, 'x');
  utimesSync(file, new Date(minute * 60_000), new Date(minute * 60_000));
}

test('crashes are listed, the newest first, and only some are kept', () => {
  expect(listCrashes(path.join(folder, 'none'))).toEqual([]);
  putReport('pending/a.dmp', 1);
  putReport('pending/a.meta', 1);
  putReport('completed/b.dmp', 2);
  putReport('settings.dat', 3);
  expect(listCrashes(folder).map(({ id, at }) => [id, at])).toEqual([
    ['b', 120_000],
    ['a', 60_000],
  ]);
  dropCrashes(folder, 1);
  expect(listCrashes(folder).map(({ id }) => id)).toEqual(['b']);
  dropCrashes(folder, 0);
  expect(listCrashes(folder)).toEqual([]);
});
