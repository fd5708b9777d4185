import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MOST_AT_ONCE, pace, type Showing, UPDATE_MS, type Waiting, WINDOW_MS } from './pace.ts';

/** Lets things come at these moments, and shows what is due whenever the pace says so, until nothing waits. */
function play(arrivals: readonly (Showing & Waiting)[]) {
  const shown: Showing[] = [];
  const waiting = new Map<string, Waiting>();
  const told = new Set<string>();
  const run = (now: number): number | undefined => {
    const { show, summary, againIn } = pace([...waiting.values()], shown, now, undefined);
    shown.push(...(summary.length === 0 ? show : ['summary']).map((key) => ({ key, at: now })));
    for (const key of [...show, ...summary]) {
      waiting.delete(key);
      told.add(key);
    }
    return againIn === undefined ? undefined : now + againIn;
  };
  const todo = [...arrivals].sort((one, other) => one.at - other.at);
  let again: number | undefined;
  let steps = 0;
  while ((todo.length > 0 || again !== undefined) && steps < 1_000) {
    steps += 1;
    const next = todo[0];
    if (next !== undefined && next.at <= (again ?? Number.POSITIVE_INFINITY)) {
      todo.shift();
      waiting.set(next.key, next);
      again = run(next.at);
    } else if (again !== undefined) again = run(again);
  }
  return { shown, told, left: waiting.size, steps };
}

const arrivals = fc.array(
  fc.record({
    at: fc.integer({ min: 0, max: 60_000 }),
    key: fc.constantFrom(...'abcdefghij'),
    urgent: fc.boolean(),
  }),
  { maxLength: 60 },
);

test('whatever comes, all of it is told in the end, never more than a few within ten seconds, and none is updated too often', () => {
  fc.assert(
    fc.property(arrivals, (all) => {
      const { shown, told, left } = play(all);
      const most = all.some(({ urgent }) => urgent) ? 2 * MOST_AT_ONCE : MOST_AT_ONCE;
      expect(left).toBe(0);
      expect(told).toEqual(new Set(all.map(({ key }) => key)));
      for (const one of shown) {
        const within = shown.filter(({ at }) => at >= one.at && at < one.at + WINDOW_MS);
        expect(within.length).toBeLessThanOrEqual(most);
        const again = shown.filter(({ key, at }) => key === one.key && at > one.at && key !== 'summary');
        for (const { at } of again) expect(at - one.at).toBeGreaterThanOrEqual(UPDATE_MS);
      }
    }),
    { numRuns: 200 },
  );
});
