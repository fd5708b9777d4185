import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { cache } from './paths.mjs';

const reports = path.join(cache, 'test-reports');
export const VITEST_REPORT = path.join(reports, 'vitest.json');
export const PLAYWRIGHT_REPORT = path.join(reports, 'playwright.json');

/** Removes the reports of the last run, so that none of it is counted for this one. */
export function forgetTestReports() {
  rmSync(reports, { recursive: true, force: true });
  mkdirSync(reports, { recursive: true });
}

/** "N passed, N failed" over both runners' reports, or null when neither was reached. */
export function readTestCounts() {
  const [vitest, playwright] = [VITEST_REPORT, PLAYWRIGHT_REPORT].map(read);
  return vitest || playwright ? renderCounts(vitest, playwright) : null;
}

/** `vitest` and `playwright` are what their JSON reporters write; null for a runner that did not run. */
export function renderCounts(vitest, playwright) {
  const { numPassedTests = 0, numFailedTests = 0, success = true } = vitest ?? {};
  // A test file that cannot even be loaded has no tests to count, and is a failure all the same.
  const unitFailures = success ? numFailedTests : Math.max(1, numFailedTests);
  const { expected = 0, flaky = 0, unexpected = 0 } = playwright?.stats ?? {};
  return `${numPassedTests + expected + flaky} passed, ${unitFailures + unexpected} failed`;
}

function read(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
}
