import { expect, test } from 'vitest';
import { diagnosticsFileName } from './diagnostics-file-name.ts';

test('the name of a file of diagnostics holds its time and nothing that a system refuses', () => {
  const name = diagnosticsFileName(Date.parse('2026-01-31T08:05:09.123Z'));
  expect(name).toBe('holdfast-diagnostics-2026-01-31T08-05-09.json');
});
