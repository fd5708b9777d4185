import { expect, test } from 'vitest';
import { whileAllowed } from './while-allowed.ts';

/** Parts that arrive so many milliseconds after each other. */
function arriving(times: readonly number[]) {
  let now = 0;
  async function* source(): AsyncGenerator<Uint8Array> {
    for (const after of times) {
      now += after;
      yield new Uint8Array(1);
    }
  }
  return { source: source(), elapsed: () => now };
}

async function countAllowed(times: readonly number[], looksThatPass: number) {
  const { source, elapsed } = arriving(times);
  let looks = 0;
  const look = async () => {
    looks += 1;
    if (looks > looksThatPass) throw new Error('They may not any more.');
  };
  let taken = 0;
  const done = (async () => {
    for await (const part of whileAllowed(source, look, { elapsed })) taken += part.length;
  })();
  const error = await done.then(() => undefined, String);
  return { taken, looks, error };
}

test('security 39: while bytes arrive it is looked once a second whether they still may come', async () => {
  const times = Array.from({ length: 40 }, () => 100);
  expect(await countAllowed(times, 100)).toEqual({ taken: 40, looks: 4, error: undefined });
});

test('security 39: once they may not, no more of them are taken', async () => {
  const times = Array.from({ length: 40 }, () => 100);
  expect(await countAllowed(times, 1)).toEqual({
    taken: 19,
    looks: 2,
    error: 'Error: They may not any more.',
  });
});
