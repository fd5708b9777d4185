import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openLogFile } from './log-file.ts';
import { withoutSecrets } from './without-secrets.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'holdfast-logs-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const read = (name: string) => readFileSync(path.join(folder, name), 'utf8');

test('lines are kept with their time and who says them, in five files of a megabyte at most, for their owner alone', () => {
  const write = openLogFile(folder);
  write('shell', 'The first line.');
  expect(read('holdfast.log')).toMatch(/^\d{4}-\d\d-\d\dT\S+Z? \[shell\] The first line\.\n$/);
  expect(statSync(path.join(folder, 'holdfast.log')).mode & 0o777).toBe(0o600);
  const long = 'a line '.repeat(500);
  for (let line = 0; line < 2_000; line += 1) write('engine', `${line} ${long}`);
  expect(readdirSync(folder).sort()).toEqual([
    'holdfast.1.log',
    'holdfast.2.log',
    'holdfast.3.log',
    'holdfast.4.log',
    'holdfast.log',
  ]);
  for (const name of readdirSync(folder)) {
    expect(statSync(path.join(folder, name)).size).toBeLessThan(1_010_000);
  }
  write('shell', 'The last line.');
  expect(read('holdfast.log')).toContain('The last line.');
  // The older the higher its number.
  expect(read('holdfast.1.log').slice(0, 19) >= read('holdfast.4.log').slice(0, 19)).toBe(true);
});

test('SECURITY 41: tokens, keys and addresses of people never reach a log', () => {
  const token = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NSJ9.c2lnbmF0dXJlLWhlcmU';
  const key = 'A7f_9-'.repeat(8);
  const line = withoutSecrets(
    `failed for ann@example.org at https://ann:pw@desk.example.org with ${token}, ${key}`,
  );
  expect(line).toBe('failed for (e-mail address) at https://(name)@desk.example.org with (token), (key)');
  const kept = 'ticket 018f4e5a-0000-7000-8000-000000000001 of desk.example.org:8443 took 12.5 ms in 0.1.0';
  expect(withoutSecrets(kept)).toBe(kept);
});
