import { expect, test } from 'vitest';
import { type Job, newJob } from './job.ts';
import { nextJob } from './next-job.ts';

function jobOf(order: number, size: number, more: Partial<Job> = {}): Job {
  const wanted = { fetch: true, paused: false, problem: undefined, isReady: true };
  const job = newJob({ ...wanted, id: `${order}`, way: 'up', hash: `hash ${order}`, size }, order, false);
  return Object.assign(job, more);
}

/** Lets jobs run one after the other in so many places, the first that began ending first, and tells their order. */
function runAll(jobs: Job[], places: number): number[] {
  const waiting = [...jobs];
  const running: Job[] = [];
  const begun: number[] = [];
  while (waiting.length > 0) {
    if (running.length === places) running.shift();
    const job = nextJob(waiting, running, []);
    if (job === undefined) throw new Error('Nobody has a turn.');
    waiting.splice(waiting.indexOf(job), 1);
    running.push(job);
    begun.push(job.order);
  }
  return begun;
}

test('small files go before large ones, and what somebody waits for before both', () => {
  const holdsAge = jobOf(0, 9, { byAge: true });
  const jobs = [
    jobOf(1, 1_000),
    jobOf(2, 10),
    jobOf(3, 500, { way: 'down' }),
    jobOf(4, 1, { way: 'down', quiet: true }),
  ];
  const first = nextJob(jobs, [holdsAge], []);
  expect(first?.order).toBe(3);
  const rest = jobs.filter((job) => job !== first);
  expect(nextJob(rest, [holdsAge], [])?.order).toBe(4);
});

test('the oldest gets its turn however many small ones come', () => {
  const jobs = [jobOf(1, 1_000_000), ...Array.from({ length: 20 }, (_, index) => jobOf(index + 2, 1))];
  expect(runAll(jobs, 3)[0]).toBe(1);
  const large = [
    jobOf(1, 900),
    jobOf(2, 800),
    ...Array.from({ length: 20 }, (_, index) => jobOf(index + 3, 1)),
  ];
  expect(runAll(large, 3).indexOf(2)).toBeLessThan(6);
});

test('a content travels once at a time, and not again while it is not said to be stored', () => {
  const [one, same, other] = [jobOf(1, 5), jobOf(2, 5, { hash: 'hash 1' }), jobOf(3, 5)];
  expect(nextJob([same, other], [one], [])?.order).toBe(3);
  expect(nextJob([same], [], [one])).toBeUndefined();
});
