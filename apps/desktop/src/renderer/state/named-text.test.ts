import { writeMention } from '@holdfast/shared/mentions.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readIn, writeOut } from './named-text.ts';

const ben = { kind: 'person', id: '0192aaaa-0000-7000-8000-000000000002' } as const;
const other = { kind: 'person', id: '0192aaaa-0000-7000-8000-000000000003' } as const;
const winter = { kind: 'project', id: '0192aaaa-0000-7000-8000-000000000004' } as const;

test('a text is written with names and sent with links', () => {
  const body = `Ask ${writeMention(ben, 'Ben')} and (${writeMention(winter, '#Winter')}), not @Benjamin`;
  const { text, names } = readIn(body);
  expect(text).toBe('Ask @Ben and (#Winter), not @Benjamin');
  expect(writeOut(text, names)).toBe(body);
  expect(writeOut(`${text}. @Ben!`, names)).toBe(`${body}. ${writeMention(ben, 'Ben')}!`);
});

test('the longer of two names counts, and a name inside a word does not', () => {
  const names = {
    '@Ben': `holdfast:person/${ben.id}`,
    '@Ben Okafor': `holdfast:person/${other.id}`,
  };
  expect(writeOut('@Ben Okafor, x@Ben', names)).toBe(`${writeMention(other, 'Ben Okafor')}, x@Ben`);
});

test('two people of one name, and addresses of nobody, stay as they are', () => {
  const both = `${writeMention(ben, 'Ben')} ${writeMention(other, 'Ben')}`;
  expect(readIn(both)).toEqual({
    text: `@Ben ${writeMention(other, 'Ben')}`,
    names: { '@Ben': `holdfast:person/${ben.id}` },
  });
  expect(writeOut('@Ben', { '@Ben': 'javascript:alert(1)' })).toBe('@Ben');
  // A name that was only typed must not become a link because the message is edited.
  const typed = `@Ben and ${writeMention(ben, 'Ben')}`;
  expect(readIn(typed)).toEqual({ text: typed, names: {} });
});

test('whatever a message says, taking it in to be changed and sending it changes nothing', () => {
  const piece = fc.oneof(
    fc.constantFrom('@Ben', '#Winter', ' ', '\n', '[', ']', '(', ')', '\\', '`', '@', '#', 'a'),
    fc
      .tuple(fc.constantFrom(ben, other, winter), fc.string({ maxLength: 6 }))
      .map(([mention, label]) => writeMention(mention, label)),
    fc.string({ maxLength: 4 }),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
      const body = pieces.join('');
      const { text, names } = readIn(body);
      expect(writeOut(text, names)).toBe(body);
    }),
    { numRuns: 500 },
  );
});
