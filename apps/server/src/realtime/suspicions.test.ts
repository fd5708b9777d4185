import { pino } from 'pino';
import { expect, test } from 'vitest';
import { joinedClusters } from '../test-support/joined-clusters.ts';
import { Suspicions } from './suspicions.ts';

function suspicionsAt(start: number) {
  let now = start;
  const lines: Record<string, unknown>[] = [];
  const log = pino({}, { write: (line: string) => void lines.push(JSON.parse(line)) });
  const outside = { now: () => now };
  const { clusters, lines: between } = joinedClusters(2, outside.now);
  const [suspicions, elsewhere] = clusters.map((cluster) => new Suspicions({ outside, log, cluster }));
  if (suspicions === undefined || elsewhere === undefined) throw new Error('There are two processes.');
  const pass = (ms: number) => {
    now += ms;
  };
  return { suspicions, elsewhere, between, lines, pass };
}

const guess = { kind: 'sign-in-guessing', address: '192.0.2.1', what: 'Many wrong passwords.' } as const;

test('the same again within a minute counts up, and is one line in the log', () => {
  const { suspicions, lines, pass } = suspicionsAt(0);
  suspicions.note(guess);
  pass(59_000);
  suspicions.note(guess);
  suspicions.note({ ...guess, userId: 'ada' });
  expect(suspicions.list()).toEqual([
    { ...guess, at: '1970-01-01T00:00:59.000Z', userId: null, count: 2 },
    { ...guess, at: '1970-01-01T00:00:59.000Z', userId: 'ada', count: 1 },
  ]);
  expect(lines).toMatchObject([{ level: 40, suspicion: 'sign-in-guessing' }, { user: 'ada' }]);
});

test('a minute later it is a new one, and the newest come first', () => {
  const { suspicions, pass } = suspicionsAt(0);
  suspicions.note(guess);
  pass(60_000);
  suspicions.note(guess);
  expect(suspicions.list().map(({ at, count }) => [at, count])).toEqual([
    ['1970-01-01T00:01:00.000Z', 1],
    ['1970-01-01T00:00:00.000Z', 1],
  ]);
});

test('however many there are, only the newest are kept in memory', () => {
  const { suspicions } = suspicionsAt(0);
  for (let count = 0; count < 2_000; count += 1) suspicions.note({ ...guess, address: `10.0.0.${count}` });
  const addresses = suspicions.list().map(({ address }) => address);
  expect(addresses).toHaveLength(500);
  expect(addresses).toContain('10.0.0.1999');
  expect(addresses).not.toContain('10.0.0.1499');
});

test('administrators see what happened in other processes, each of it once', () => {
  const { suspicions, elsewhere, between, lines, pass } = suspicionsAt(0);
  between.copies = 2;
  suspicions.note(guess);
  elsewhere.note(guess);
  expect(elsewhere.list()).toEqual([{ ...guess, at: '1970-01-01T00:00:00.000Z', userId: null, count: 2 }]);
  expect(suspicions.list()).toEqual(elsewhere.list());
  expect(lines).toHaveLength(1);
  for (let count = 0; count < 100; count += 1) suspicions.note(guess);
  pass(1_000);
  suspicions.note(guess);
  expect(elsewhere.list()).toMatchObject([{ count: 103 }]);
});
