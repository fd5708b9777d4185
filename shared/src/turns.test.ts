import { expect, test } from 'vitest';
import { Turns } from './turns.ts';

/** Work that ends when it is told to. */
function work(started: string[], name: string) {
  let end = (_error?: Error): void => {};
  const ended = new Promise<string>((resolve, reject) => {
    end = (error) => (error === undefined ? resolve(name) : reject(error));
  });
  return {
    end: (error?: Error) => end(error),
    run: () => {
      started.push(name);
      return ended;
    },
  };
}

test('only so much work runs at a time, in the order in which it came, also after a failure', async () => {
  const started: string[] = [];
  const turns = new Turns(2);
  const works = ['a', 'b', 'c', 'd'].map((name) => work(started, name));
  const results = works.map(({ run }) => turns.run(run).catch(() => 'failed'));
  expect(started).toEqual(['a', 'b']);
  works[1]?.end(new Error('no'));
  expect(await results[1]).toBe('failed');
  expect(started).toEqual(['a', 'b', 'c']);
  for (const { end } of works) end();
  expect(await Promise.all(results)).toEqual(['a', 'failed', 'c', 'd']);
});
