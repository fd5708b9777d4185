import { expect, test } from 'vitest';
import type { MemberState } from './member.ts';
import { findUntrue } from './presence.ts';

const member = (userId: string, online: string[]): MemberState => ({
  ...{ userId, online, folder: '', line: 'live' },
  ...{ waiting: 0, refused: 0 },
});

test('presence is true where everybody is shown all others who are there, and nobody else', () => {
  expect(findUntrue([member('a', ['b']), member('b', ['a', 'b'])])).toEqual([]);
  expect(findUntrue([member('a', []), member('b', ['a'])])).toHaveLength(1);
  expect(findUntrue([member('a', ['b', 'ghost']), member('b', ['a'])])).toHaveLength(1);
});
