import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { plants } from './all-plants.ts';
import { planted } from './install-plant.ts';

const root = path.resolve(import.meta.dirname, '../../..');

test.for(plants)('the known bug $name still has its place in the code', (plant) => {
  const source = readFileSync(path.join(root, plant.file), 'utf8');
  expect(planted(plant, source)).not.toBe(source);
});

test('known bugs have names of their own', () => {
  expect(new Set(plants.map(({ name }) => name)).size).toBe(plants.length);
});

test('a known bug whose place is gone, or there twice, is refused', () => {
  const plant = { name: 'x', what: '', file: 'y', find: 'abc', replace: '' };
  expect(() => planted(plant, 'ab')).toThrow('must be found once');
  expect(() => planted(plant, 'abc abc')).toThrow('is there 2 times');
});
