import type { Language } from '../languages.ts';

type Texts = Readonly<Record<string, string>>;

const FORM = /_(zero|one|two|few|many|other)$/;

/**
 * What is wrong with the texts of a language beside the English ones, a line each: keys that are missing or too
 * many, forms of number that the language needs, and values that are put in differently.
 */
export function compareTexts(language: Language, english: Texts, texts: Texts): string[] {
  const missing = neededKeys(language, Object.keys(english)).filter((key) => !(key in texts));
  const counted = countedKeys(Object.keys(english));
  const unknown = Object.keys(texts).filter((key) => !(key in english) && !counted.has(base(key)));
  return [
    ...missing.map((key) => `${key} is missing`),
    ...unknown.map((key) => `${key} is not in English`),
    ...Object.keys(texts).flatMap((key) => compareValues(key, english, texts)),
  ];
}

/** Texts that are the same as in English and hold words, by key. */
export function sameAsEnglish(english: Texts, texts: Texts): string[] {
  return Object.keys(texts).filter(
    (key) => texts[key] === english[key] && /\p{L}{2}/u.test(bare(texts[key])),
  );
}

/** The keys that a language must have: each that is not counted, and the forms of number of those that are. */
function neededKeys(language: Language, english: readonly string[]): string[] {
  const counted = countedKeys(english);
  const plain = english.filter((key) => !counted.has(base(key)) || key.endsWith('_zero'));
  return [...plain, ...[...counted].flatMap((key) => formsOf(language).map((form) => `${key}_${form}`))];
}

function countedKeys(keys: readonly string[]): Set<string> {
  return new Set(keys.filter((key) => key.endsWith('_other')).map(base));
}

/** Spanish has a form for millions, of which no text here speaks. */
function formsOf(language: Language): readonly string[] {
  const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
  return language === 'es' ? forms.filter((form) => form !== 'many') : forms;
}

function compareValues(key: string, english: Texts, texts: Texts): string[] {
  const wanted = valuesOf(english[key] ?? english[`${base(key)}_other`] ?? '');
  const found = valuesOf(texts[key] ?? '');
  // "Nothing new" and "One message" need no figure.
  const isFew = /_(zero|one|two)$/.test(key);
  const lacks = isFew ? [] : wanted.filter((value) => !found.includes(value));
  const adds = found.filter((value) => !wanted.includes(value) && !(isFew && value === 'count'));
  return [
    ...lacks.map((value) => `${key} lacks {{${value}}}`),
    ...adds.map((value) => `${key} has an unknown {{${value}}}`),
  ];
}

function valuesOf(text: string): string[] {
  return [...text.matchAll(/\{\{(.*?)\}\}/g)].map(([, name = '']) => name.trim());
}

/** A text without what is put into it. */
function bare(text = ''): string {
  return text.replaceAll(/\{\{.*?\}\}/g, '');
}

function base(key: string): string {
  return key.replace(FORM, '');
}
