import { expect, test } from 'vitest';
import { LocalMemory, MOST_KEYS } from './local-memory.ts';

function memoryAt(clock: { now: number }): LocalMemory {
  return new LocalMemory(() => clock.now);
}

test('each key is kept for its time after it was touched last', async () => {
  const clock = { now: 0 };
  const memory = memoryAt(clock);
  expect(await memory.add('count', 1, 100)).toBe(1);
  clock.now = 90;
  expect(await memory.add('count', 1, 100)).toBe(2);
  clock.now = 189;
  expect(await memory.get('count')).toBe('2');
  clock.now = 190;
  expect(await memory.get('count')).toBeUndefined();
  expect(await memory.setIfAbsent('count', 'anew', 100)).toBe('anew');
  expect(await memory.setIfAbsent('count', 'late', 100)).toBe('anew');
});

test('of too many keys those go that were untouched for longest: strangers cannot fill the memory', async () => {
  const memory = memoryAt({ now: 0 });
  await memory.set('first', '1', 1_000);
  await memory.set('second', '2', 1_000);
  await memory.set('first', '1', 1_000);
  for (let count = 0; count < MOST_KEYS - 1; count += 1) await memory.set(`key ${count}`, '', 1_000);
  expect(await memory.get('second')).toBeUndefined();
  expect(await memory.get('first')).toBe('1');
});
