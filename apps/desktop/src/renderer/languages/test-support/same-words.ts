import type { Language } from '../../../words/languages.ts';

/** Words that a language writes as English does. */
export const sameWords: Readonly<Record<Exclude<Language, 'en'>, readonly string[]>> = {
  de: [],
  es: [],
  ar: [],
};
