import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { cache } from './paths.mjs';

const reports = path.join(cache, 'test-reports');
export const VITEST_REPORT = path.join(reports, 'vitest.json');
/** More parts than run at once, so that none is waited for long at the end. */
const PARTS = 10;
/** One for each part in which the window tests run. */
export const PLAYWRIGHT_REPORTS = Array.from({ length: PARTS }, (_, place) =>
  path.join(reports, `playwright-${place + 1}.json`),
);

/** Removes the reports of the last run, so that none of it is counted for this one. */
export function forgetTestReports() {
  rmSync(reports, { recursive: true, force: true });
  mkdirSync(reports, { recursive: true });
}

/** "N passed, N failed" over all runners' reports, or null when none was reached. */
export function readTestCounts() {
  const vitest = read(VITEST_REPORT);
  const playwright = PLAYWRIGHT_REPORTS.map(read).filter((report) => report !== null);
  return vitest || playwright.length > 0 ? renderCounts(vitest, playwright) : null;
}

/** What their JSON reporters write: `vitest` null where it did not run, `playwright` one for each part that did. */
export function renderCounts(vitest, playwright) {
  const { numPassedTests = 0, numFailedTests = 0, success = true } = vitest ?? {};
  // A test file that cannot even be loaded has no tests to count, and is a failure all the same.
  const unitFailures = success ? numFailedTests : Math.max(1, numFailedTests);
  const sum = (name) => playwright.reduce((total, { stats }) => total + stats[name], 0);
  return `${numPassedTests + sum('expected') + sum('flaky')} passed, ${unitFailures + sum('unexpected')} failed`;
}

function read(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
}
