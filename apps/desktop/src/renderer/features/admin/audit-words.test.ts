import { expect, test } from 'vitest';
import { actorWords, detailWords, subjectWords, type Words } from './audit-words.ts';
import { texts } from './texts.ts';

const names = new Map([
  ['1', 'Ada Admin'],
  ['2', 'North wing'],
]);
const words: Words = { nameOf: (id) => names.get(id), t: (key) => texts[key] };

test('who did it is said by name, and as it stands where there is none', () => {
  expect(actorWords('1', words)).toBe('Ada Admin');
  expect(actorWords('administrator', words)).toBe('The command line');
  expect(actorWords('gone', words)).toBe('gone');
  expect(actorWords(null, words)).toBe('—');
});

test('what it was done to is said by name', () => {
  expect(subjectWords('user:1', words)).toBe('Ada Admin');
  expect(subjectWords('division:2', words)).toBe('division North wing');
  expect(subjectWords('ticket:9', words)).toBe('ticket 9');
  expect(subjectWords('invite:01a1fdb3-6a06-70b4-83ad-644b133ab2ac', words)).toBe('invite …133ab2ac');
});

test('changes read as from and to, in one line', () => {
  const details = {
    role: { from: 'agent', to: 'admin' },
    disabled: { from: false, to: true },
    groupId: { from: null, to: '2' },
    count: 12,
  };
  expect(detailWords(details, words)).toBe(
    'role: agent → admin, disabled: no → yes, group: North wing, count: 12',
  );
});
