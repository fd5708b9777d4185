// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { namedRow, rowAt } from './named-row.ts';

test('a row is known by what is clicked in it, and in a list that has the keys by its active row', () => {
  const { 'data-row': name } = namedRow({ table: 'ticket', id: '7' });
  document.body.innerHTML = `
    <div role="grid" aria-activedescendant="row-7">
      <div role="row" id="row-7" data-row="${name}"><span>Title</span></div>
    </div>
    <p>Elsewhere</p>`;
  const row = { table: 'ticket', id: '7' };
  expect(rowAt(document.querySelector('span'))).toEqual(row);
  expect(rowAt(document.querySelector('[role=grid]'))).toEqual(row);
  expect(rowAt(document.querySelector('p'))).toBeUndefined();
  expect(rowAt(null)).toBeUndefined();
  expect(namedRow(undefined)).toEqual({});
});
