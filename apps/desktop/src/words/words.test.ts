import { expect, test } from 'vitest';
import type { Language } from './languages.ts';
import { compareTexts, sameAsEnglish } from './test-support/compare-texts.ts';
import { texts, wordsIn } from './words.ts';

/** Words that a language writes as English does. */
const same: Readonly<Record<Exclude<Language, 'en'>, readonly string[]>> = {
  de: ['Live', 'Offline', '{{what}} in {{where}}', '{{count}} ticket', '{{count}} tickets'],
  es: ['{{count}} ticket', '{{count}} tickets'],
  ar: [],
};

test.each(['de', 'es', 'ar'] as const)(
  'the shell and the engine can say in %s all that they say',
  (language) => {
    expect(compareTexts(language, texts.en, texts[language])).toEqual([]);
  },
);

test.each(['de', 'es', 'ar'] as const)('nothing was left in English by accident in %s', (language) => {
  const english: Readonly<Record<string, string>> = texts.en;
  const kept = sameAsEnglish(english, texts[language]).map((key) => english[key]);
  expect(kept.filter((text) => !same[language].includes(text ?? ''))).toEqual([]);
});

test('a text has the form of its number, and the number the separators of the language', () => {
  const more = (language: Language, count: number) => wordsIn(language)('notice.more', { count });
  expect([more('en', 1), more('en', 1234)]).toEqual(['1 more update', '1,234 more updates']);
  expect(more('de', 1234)).toContain('1.234');
  expect(new Set([1, 2, 3, 11].map((count) => more('ar', count).replaceAll(/\d/g, ''))).size).toBe(4);
});
