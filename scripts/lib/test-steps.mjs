import path from 'node:path';
import { node, npm, runOpenly } from './command.mjs';
import { hasDisplay } from './display.mjs';
import { cache, modules, root } from './paths.mjs';
import { say, seconds } from './say.mjs';
import { PLAYWRIGHT_REPORTS, VITEST_REPORT } from './test-counts.mjs';

/** Hundreds of processes of ours are started: each finds what the one before made of our TypeScript. */
const compiled = { NODE_COMPILE_CACHE: path.join(cache, 'compiled') };

/** A step that runs one of the root package.json's scripts. */
export function npmScript(name) {
  const { command, args } = npm();
  return () => runOpenly(command, [...args, 'run', '--silent', name]);
}

export function unitTests() {
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${VITEST_REPORT}`];
  return runOpenly(node(), [path.join(modules, 'vitest/vitest.mjs'), 'run', ...reporters], { env: compiled });
}

/** So many displays, each with a session bus of its own, as there are cores to keep at work. */
const DISPLAYS = 2;

/**
 * The window tests in parts, two at the same time, each on a display and a session bus of its own; in one
 * where windows open on a display that a person looks at. Screens are walked once here and looked at light and dark
 * on the way; `npm run test:e2e` walks them in all four looks.
 */
export async function windowTests() {
  const reports = hasDisplay() ? PLAYWRIGHT_REPORTS.slice(0, 1) : PLAYWRIGHT_REPORTS;
  const waiting = reports.map((report, place) => ({ report, part: place + 1, parts: reports.length }));
  const codes = await Promise.all(Array.from({ length: DISPLAYS }, () => runParts(waiting)));
  return Math.max(...codes);
}

/** Runs one part after the other until none waits. Resolves to the worst exit code. */
async function runParts(waiting) {
  let worst = 0;
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift())
    worst = Math.max(worst, await runPart(next));
  return worst;
}

function runPart({ report, part, parts }) {
  const args = ['--reporter=list,json', `--shard=${part}/${parts}`, `--output=e2e/test-results/part-${part}`];
  const env = { PLAYWRIGHT_JSON_OUTPUT_FILE: report, HOLDFAST_LOOKS: 'quick', ...compiled };
  return runOpenly(node(), [path.join(root, 'scripts/e2e.mjs'), ...args], { env });
}

/**
 * Runs steps (`{ name, run }`, `run` resolving to an exit code) one after the other until one fails, then prints how
 * long each took. Resolves to 0, or 1 when one failed.
 */
export async function runSteps(steps) {
  const done = [];
  for (const { name, run } of steps) {
    say(`\n── ${name}`);
    const started = Date.now();
    const code = await run();
    done.push({ name, code, time: seconds(Date.now() - started) });
    if (code !== 0) break;
  }
  sayTimes(done);
  const failed = done.find(({ code }) => code !== 0);
  say(failed ? `\nFailed: ${failed.name}. What comes after it was not run.` : '\nEverything holds.');
  return failed ? 1 : 0;
}

function sayTimes(done) {
  const width = Math.max(...done.map(({ name }) => name.length));
  say();
  for (const { name, code, time } of done)
    say(`${code === 0 ? '✓' : '✗'} ${name.padEnd(width)}  ${time.padStart(8)}`);
}
