import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type MentionKind,
  mentionedPeople,
  mentionLabel,
  plainMentions,
  readMention,
  writeMention,
} from './mentions.ts';

const id = '018bcfe5-6889-7050-9414-141414141414';
const own = '018bcfe5-6889-7050-9414-151515151515';

test('a mention is a link that names its row, and is read back from its address', () => {
  const written = writeMention({ kind: 'person', id }, 'Ben Okafor');
  expect(written).toBe(`[@Ben Okafor](holdfast:person/${id})`);
  expect(readMention(`holdfast:person/${id}`)).toEqual({ kind: 'person', id });
  expect(mentionedPeople(`Hi ${written} and ${written}`)).toEqual(new Set([id]));
  expect(mentionedPeople(writeMention({ kind: 'ticket', id }, 'Leak'))).toEqual(new Set());
});

test('a name cannot end the link or begin another one', () => {
  const written = writeMention({ kind: 'project', id }, 'Move](https://example.org)\n[x\\');
  expect(written).toBe(`[Move (https://example.org) x](holdfast:project/${id})`);
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

test('whatever a row is called, its mention names that row and no other one', () => {
  const piece = fc.oneof(
    fc.constantFrom('](holdfast:person/', ')', id, '[', '](', '\\', '\n', '`', '<b>', '@'),
    fc.string({ unit: 'grapheme', maxLength: 4 }),
  );
  const kind = fc.constantFrom<MentionKind>('person', 'ticket', 'project');
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 6 }), kind, (pieces, kind) => {
      const written = writeMention({ kind, id: own }, pieces.join(''));
      const [whole, label = '', href = ''] = /^\[([^[\]\\\n]*)\]\(([^()]*)\)$/.exec(written) ?? [];
      expect(whole).toBe(written);
      expect(readMention(href)).toEqual({ kind, id: own });
      expect(mentionLabel(label)).toBe(label);
      expect(mentionedPeople(`${written}${written}`)).toEqual(new Set(kind === 'person' ? [own] : []));
      expect(plainMentions(written)).toBe(label);
    }),
  );
});
