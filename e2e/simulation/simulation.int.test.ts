import { expect, test } from 'vitest';
import { runSim } from './run-sim.ts';

test('S1, S6, S11, S13: 100 runs of one to three processes in which everything goes wrong, and every invariant holds', {
  timeout: 600_000,
}, async () => {
  const { code, lines } = await runSim('--runs', '100', '--seed', '1', '--json');
  const summary: unknown = JSON.parse(lines.at(-1) ?? '');
  expect(summary).toMatchObject({ runs: 100, violations: 0, firstBadSeed: null });
  expect(code).toBe(0);
  // Every fault that there is was met, or these runs prove less than they seem to.
  for (const fault of [
    'dropped',
    'doubled',
    'delayed',
    'reordered',
    'cut',
    'client killed',
    'client killed at a commit',
    'client disk full',
    'client data copied back',
    'server killed',
    'server killed after a commit',
    'server disk full',
    'server restored',
    'server data copied back',
    'history pruned',
    'clock stepped',
    'scope granted',
    'scope revoked',
    'person disabled',
    'bytes arrived',
    'files swept',
    'bus dropped',
    'bus doubled',
    'bus delayed',
    'bus reordered',
    'process frozen',
    'processes replaced',
    'came back at a grant',
    'database crashed',
    'database cut off',
    'answer to a commit lost',
    'transaction undone',
    'idle transaction ended',
    'Redis gone',
    'Redis cut off',
  ]) {
    expect(summary, fault).toHaveProperty(['faults', fault]);
  }
});

test('the same seed gives the same trace, byte for byte', { timeout: 60_000 }, async () => {
  // One process, and several.
  for (const seed of ['7', '88']) {
    const [once, again] = await Promise.all([
      runSim('--runs', '1', '--seed', seed, '--trace'),
      runSim('--runs', '1', '--seed', seed, '--trace'),
    ]);
    expect(once.lines.length).toBeGreaterThan(50);
    expect(again.lines).toEqual(once.lines);
  }
});

test('what is asked in vain is said plainly', { timeout: 60_000 }, async () => {
  expect((await runSim('--runs', 'many')).code).toBe(2);
  expect((await runSim('--plant', 'no-such-bug', '--runs', '1')).code).not.toBe(0);
  expect((await runSim('--plants')).lines).toContain('gap-ignored');
});
