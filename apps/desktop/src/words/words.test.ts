import { expect, test } from 'vitest';
import type { Language } from './languages.ts';
import { compareTexts, sameAsEnglish } from './test-support/compare-texts.ts';
import { texts } from './words.ts';

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
