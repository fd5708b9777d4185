import { expect, test } from 'vitest';
import { requestOf } from './launch-request.ts';

test('of the arguments of a start the last link counts, and one that is malformed shows nothing', () => {
  const link = { table: 'ticket', number: 2 };
  expect(requestOf(['holdfast', '--flag', 'holdfast://ticket/1', 'holdfast://ticket/2'])).toEqual({
    kind: 'link',
    link,
  });
  expect(requestOf(['holdfast', 'holdfast://ticket/1', 'holdfast://nonsense'])).toBeNull();
  expect(requestOf(['/usr/bin/holdfast', '/opt/app'])).toBeNull();
});
