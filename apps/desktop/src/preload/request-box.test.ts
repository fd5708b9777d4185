import { expect, test } from 'vitest';
import type { OpenRequest } from './bridge.ts';
import { RequestBox } from './request-box.ts';

test('a request that came before the page listened is given to it once', () => {
  const box = new RequestBox();
  const request: OpenRequest = { kind: 'row', table: 'ticket', id: '1' };
  box.put(request);
  const seen: OpenRequest[] = [];
  box.listen((arrived) => seen.push(arrived))();
  box.listen((arrived) => seen.push(arrived));
  expect(seen).toEqual([request]);
  box.put({ kind: 'place', screen: 'inbox' });
  expect(seen).toHaveLength(2);
});
