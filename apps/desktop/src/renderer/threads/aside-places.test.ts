import { expect, test } from 'vitest';
import { placeAsides } from './aside-places.ts';
import { aMessage, minute, rowsWith } from './test-support/messages.ts';
import type { ThreadAside } from './thread-aside.ts';

const aside = (at: number) => ({ key: `at ${at}`, at: Date.parse(minute(at)), node: null });

function placed(asides: readonly number[], rows: ReturnType<typeof rowsWith>) {
  const { before, after } = placeAsides(asides.map(aside), rows);
  const words = [...before].map(([number, list]) => [number, list.map(({ key }) => key)]);
  return { before: Object.fromEntries(words), after: after.map(({ key }) => key) };
}

test('what happened stands before the first message that was written later, in its order', () => {
  const rows = rowsWith([aMessage(1, 10), aMessage(2, 20), aMessage(3, 30)]);
  expect(placed([25, 5, 22, 40], rows)).toEqual({
    before: { 1: ['at 5'], 3: ['at 22', 'at 25'] },
    after: ['at 40'],
  });
});

test('without messages all of it stands in its order', () => {
  expect(placed([25, 5], rowsWith([]))).toEqual({ before: {}, after: ['at 5', 'at 25'] });
});

test('a message that was written offline and arrived later draws nothing to it', () => {
  const rows = rowsWith([aMessage(1, 10), aMessage(2, 30), aMessage(3, 12), aMessage(4, 50)]);
  expect(placed([11, 20, 35], rows)).toEqual({ before: { 2: ['at 11', 'at 20'], 4: ['at 35'] }, after: [] });
});

test('where the messages before are not read nothing is placed', () => {
  const rows = rowsWith([aMessage(60, 10), aMessage(61, 20)]);
  expect(placed([5, 15, 25], rows)).toEqual({ before: { 61: ['at 15'] }, after: ['at 25'] });
});

test('what stands together may be told in fewer', () => {
  const fold = (run: readonly ThreadAside[]) => run.slice(-1);
  const folding = [1, 2, 20].map((at) => ({ ...aside(at), fold }));
  const { before, after } = placeAsides(folding, rowsWith([aMessage(1, 10)]));
  expect(before.get(1)?.map(({ key }) => key)).toEqual(['at 2']);
  expect(after.map(({ key }) => key)).toEqual(['at 20']);
});
