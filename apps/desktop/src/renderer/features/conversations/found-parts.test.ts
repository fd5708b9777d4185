import { expect, test } from 'vitest';
import { foundParts, searchWords } from './found-parts.ts';

function marked(text: string, search: string): string {
  return foundParts(text, search)
    .map((part) => (part.isHit ? `[${part.text}]` : part.text))
    .join('');
}

test('marks every word that begins as one looked for, whatever its case and accents', () => {
  expect(marked('The Lamp by the lift, the lamps', 'lam')).toBe('The [Lamp] by the lift, the [lamps]');
  expect(marked('Das Büro ist zu', 'buro')).toBe('Das [Büro] ist zu');
  expect(marked('nothing like that', 'lamp')).toBe('nothing like that');
});

test('begins shortly before the first word that was found, at the beginning of a word', () => {
  const text = `${'before '.repeat(30)}the lamp is broken`;
  expect(marked(text, 'lamp')).toMatch(/^… before (before )*the \[lamp\] is broken$/);
  expect(marked(text, 'lamp').length).toBeLessThan(70);
});

test('is a line, however long the text', () => {
  expect(marked(`lamp ${'x'.repeat(10_000)}`, 'lamp').length).toBeLessThan(320);
});

test('loses no character between what was found', () => {
  const parts = foundParts('lamp lamp, lamp', 'lamp');
  expect(parts.map((part) => part.text).join('')).toBe('lamp lamp, lamp');
});

test('what has no letters and no numbers looks for nothing', () => {
  expect(searchWords(' … ?! ')).toEqual([]);
});
