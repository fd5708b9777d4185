import { expect, test } from 'vitest';
import { OneAtATime } from './one-at-a-time.ts';

test('jobs on one thing wait for each other, also for one that fails; those on another do not', async () => {
  const turns = new OneAtATime();
  const done: string[] = [];
  let fail = (_error: Error): void => {};
  const first = turns.run(
    'a',
    () =>
      new Promise((_resolve, reject) => {
        fail = reject;
      }),
  );
  const second = turns.run('a', async () => done.push('second'));
  await turns.run('b', async () => done.push('other'));
  expect(done).toEqual(['other']);
  fail(new Error('no'));
  await expect(first).rejects.toThrow('no');
  await second;
  await turns.idle();
  expect(done).toEqual(['other', 'second']);
});
