import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { keepSignIns, signInsFile } from './sign-ins.mjs';

test('every checkout has its own passwords, kept and for their owner alone', () => {
  const [here, there] = [1, 2].map(() => mkdtempSync(path.join(tmpdir(), 'sign-ins-')));
  const people = keepSignIns(here);
  expect(people.map(({ role }) => role)).toEqual(['admin', 'manager', 'agent', 'staff']);
  for (const { password } of people) expect(password.length).toBeGreaterThanOrEqual(12);
  expect(keepSignIns(here)).toEqual(people);
  expect(keepSignIns(there)[0].password).not.toBe(people[0].password);
  expect(statSync(signInsFile(here)).mode & 0o077).toBe(0);
  for (const folder of [here, there]) rmSync(folder, { recursive: true });
});
