import { expect, test } from 'vitest';
import { mentionedPeople, plainMentions, readMention, writeMention } from './mentions.ts';

const id = '018bcfe5-6889-7050-9414-141414141414';

test('a mention is a link that names its row, and is read back from its address', () => {
  const written = writeMention({ kind: 'person', id }, 'Ben Okafor');
  expect(written).toBe(`[@Ben Okafor](holdfast:person/${id})`);
  expect(readMention(`holdfast:person/${id}`)).toEqual({ kind: 'person', id });
  expect(mentionedPeople(`Hi ${written} and ${written}`)).toEqual(new Set([id]));
  expect(mentionedPeople(writeMention({ kind: 'ticket', id }, 'Leak'))).toEqual(new Set());
});

test('a name cannot end the link or begin another one', () => {
  const written = writeMention({ kind: 'project', id }, 'Move](https://example.org)\n[x\\');
  expect(written).toBe(`[Move (https://example.org)  x](holdfast:project/${id})`);
});

test('other addresses name nothing', () => {
  for (const href of [
    `holdfast:person/${id}/x`,
    'holdfast:person/1',
    `https://person/${id}`,
    `holdfast:user/${id}`,
  ])
    expect(readMention(href)).toBeUndefined();
});

test('a text reads in one line without the addresses of what it names', () => {
  expect(plainMentions(`Hi ${writeMention({ kind: 'person', id }, 'Ben')},\n\nsee it`)).toBe(
    'Hi @Ben, see it',
  );
});
