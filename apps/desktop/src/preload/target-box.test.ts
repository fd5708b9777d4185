import { expect, test } from 'vitest';
import type { Target } from './bridge.ts';
import { TargetBox } from './target-box.ts';

test('a target that came before the page listened is given to it once', () => {
  const box = new TargetBox();
  const target = { table: 'ticket', id: '1' };
  box.put(target);
  const seen: Target[] = [];
  box.listen((arrived) => seen.push(arrived))();
  box.listen((arrived) => seen.push(arrived));
  expect(seen).toEqual([target]);
  box.put({ table: 'ticket', id: '2' });
  expect(seen).toHaveLength(2);
});
