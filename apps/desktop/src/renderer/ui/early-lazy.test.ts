import { createElement } from 'react';
import { renderToString } from 'react-dom/server';
import { expect, test } from 'vitest';
import { earlyLazy } from './early-lazy.tsx';

function partOf() {
  let loads = 0;
  const part = earlyLazy<{ name: string }>(async () => {
    loads += 1;
    return ({ name }) => createElement('p', null, name);
  });
  return { ...part, loads: () => loads };
}

test('a part whose code is there is shown in the same breath', async () => {
  const { Part, load, loads } = partOf();
  await load();
  await load();
  expect(renderToString(createElement(Part, { name: 'grid' }))).toBe('<p>grid</p>');
  expect(loads()).toBe(1);
});

test('code that cannot be had is asked for again', async () => {
  let isOffline = true;
  const { Part, load } = earlyLazy<object>(async () => {
    if (isOffline) throw new Error('offline');
    return () => createElement('p', null, 'grid');
  });
  await expect(load()).rejects.toThrow('offline');
  isOffline = false;
  await load();
  expect(renderToString(createElement(Part))).toBe('<p>grid</p>');
});
