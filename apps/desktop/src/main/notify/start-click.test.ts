import { expect, test } from 'vitest';
import { requestOfStart } from './start-click.ts';

const id = '01a1ff11-cb0f-732c-98a7-52ac5b1a5ee3';

test('a click that has started the app leads to what the notice is about, or else to the inbox', () => {
  expect(requestOfStart({ identifier: `ticket:${id}`, actionIdentifier: 'default' })).toEqual({
    kind: 'row',
    table: 'ticket',
    id,
  });
  for (const identifier of ['summary', 'kind:refused', `user:${id}`, 'ticket:../..'])
    expect(requestOfStart({ identifier })).toEqual({ kind: 'place', screen: 'inbox' });
  expect(requestOfStart({})).toBeNull();
  expect(requestOfStart(undefined)).toBeNull();
});
