import { expect, test } from 'vitest';
import { LeanIndex } from './lean-index.ts';

test('a key has all that was added to it, whether one or many, and is gone with the last', () => {
  const index = new LeanIndex<{ readonly id: string }>();
  const [one, other] = [{ id: 'one' }, { id: 'other' }];
  const ids = () => [...index.get('key')].map(({ id }) => id);
  index.add('key', one);
  index.add('key', one);
  expect(ids()).toEqual(['one']);
  index.add('key', other);
  expect(ids()).toEqual(['one', 'other']);
  index.remove('key', one);
  expect(ids()).toEqual(['other']);
  index.remove('key', one);
  expect(ids()).toEqual(['other']);
  index.remove('key', other);
  expect(ids()).toEqual([]);
  expect(index.size).toBe(0);
});

test('who is not at a key takes nobody else from it', () => {
  const index = new LeanIndex<{ readonly id: string }>();
  index.add('key', { id: 'one' });
  index.remove('key', { id: 'other' });
  index.remove('elsewhere', { id: 'one' });
  expect(index.get('key').size).toBe(1);
});
