import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { dropAutostart, hasAutostart, putAutostart } from './autostart-file.ts';

const home = mkdtempSync(path.join(tmpdir(), 'holdfast-login-'));
const folder = path.join(home, 'autostart');
afterAll(() => rmSync(home, { recursive: true, force: true }));

function execOf(program: string): string | undefined {
  putAutostart(folder, program, ['--at-login']);
  return /^Exec=(.*)$/m.exec(readFileSync(path.join(folder, 'holdfast.desktop'), 'utf8'))?.[1];
}

test('the program is started at login by its path, whatever stands in it, and no more when that is not wanted', () => {
  expect(hasAutostart(folder)).toBe(false);
  expect(execOf('/opt/Holdfast/holdfast')).toBe('"/opt/Holdfast/holdfast" --at-login');
  expect(execOf('/home/ann/My apps/100%/$x')).toBe('"/home/ann/My apps/100%%/\\\\$x" --at-login');
  expect(hasAutostart(folder)).toBe(true);
  dropAutostart(folder);
  dropAutostart(folder);
  expect(hasAutostart(folder)).toBe(false);
});
