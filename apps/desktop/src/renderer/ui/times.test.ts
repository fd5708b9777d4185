import i18next from 'i18next';
import { expect, test } from 'vitest';
import { startAppTexts } from '../threads/test-support/app-texts.ts';
import { shortAge } from './times.ts';

startAppTexts();

const now = Date.parse('2026-03-10T12:00:00.000Z');

test.each([
  ['2026-03-10T11:59:30.000Z', 'now'],
  ['2026-03-10T11:55:00.000Z', '5 m'],
  ['2026-03-10T09:00:00.000Z', '3 h'],
  ['2026-03-01T12:00:00.000Z', '9 d'],
  ['2026-02-10T12:00:00.000Z', '4 w'],
  ['2025-11-10T12:00:00.000Z', '3 mo'],
  ['2018-06-26T12:00:00.000Z', '7 y'],
  ['2026-03-12T13:00:00.000Z', 'in 2 d'],
])('%s is %s away', (at, text) => {
  expect(shortAge(at, now, i18next.t)).toBe(text);
});
