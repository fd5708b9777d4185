import { expect, test } from 'vitest';
import { renderCounts } from './test-counts.mjs';

test.each([
  [{ numPassedTests: 200, numFailedTests: 0, success: true }, [], '200 passed, 0 failed'],
  [
    { numPassedTests: 200, numFailedTests: 1, success: false },
    [
      { stats: { expected: 9, flaky: 1, unexpected: 2 } },
      { stats: { expected: 5, flaky: 0, unexpected: 1 } },
    ],
    '215 passed, 4 failed',
  ],
  [{ numPassedTests: 4, numFailedTests: 0, success: false }, [], '4 passed, 1 failed'],
])('adds up what both runners report', (vitest, playwright, line) => {
  expect(renderCounts(vitest, playwright)).toBe(line);
});
