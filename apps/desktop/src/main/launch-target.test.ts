import { expect, test } from 'vitest';
import { readTarget } from './launch-target.ts';

const id = '018f4e5a-0000-7000-8000-000000000001';

test('a start names a ticket or a project to show', () => {
  expect(readTarget(['/usr/bin/holdfast', `holdfast://show/ticket/${id}`])).toEqual({
    kind: 'row',
    table: 'ticket',
    id,
  });
  expect(readTarget(['holdfast', '--flag', `holdfast://show/project/${id}`])).toEqual({
    kind: 'row',
    table: 'project',
    id,
  });
});

test('the last one named counts', () => {
  const other = id.replace('1', '2');
  expect(readTarget([`holdfast://show/ticket/${id}`, `holdfast://show/ticket/${other}`])).toMatchObject({
    id: other,
  });
});

test.each([
  '',
  'holdfast://app/index.html',
  'holdfast://show/',
  'holdfast://show/ticket',
  'holdfast://show/ticket/7',
  `holdfast://show/user/${id}`,
  `holdfast://show/ticket/${id}/../x`,
  `https://example.org/ticket/${id}`,
  `holdfast://show/__proto__/${id}`,
])('%j is nothing to show', (arg) => {
  expect(readTarget([arg])).toBeNull();
});
