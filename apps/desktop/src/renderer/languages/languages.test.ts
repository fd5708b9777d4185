import { expect, test } from 'vitest';
import { compareTexts, sameAsEnglish } from '../../words/test-support/compare-texts.ts';
import { texts as ar } from './ar.ts';
import { byNamespace, type Texts } from './by-namespace.ts';
import { texts as de } from './de.ts';
import { texts as es } from './es.ts';
import { sameWords } from './test-support/same-words.ts';
import { type Asked, spokenTexts } from './test-support/spoken-texts.ts';

const english = byNamespace({
  ...import.meta.glob<Texts>('../**/texts.ts', { eager: true, import: 'texts' }),
  ...import.meta.glob<Texts>('../../words/{changes,problems}/texts.ts', { eager: true, import: 'texts' }),
});
const sources = import.meta.glob<string>(['../**/*.{ts,tsx}', '!../**/*.test.ts', '!../**/test-support/*'], {
  eager: true,
  query: '?raw',
  import: 'default',
});
/** Names are the same in every language, and so is how an address looks. */
const names = ['Holdfast', 'https://desk.example.org'];
const spoken = Object.entries(sources).map(([path, source]) => ({ path, ...spokenTexts(path, source) }));

test.each([
  ['de', de],
  ['es', es],
  ['ar', ar],
] as const)(
  'all that a page says is there in %s, with its forms of number and its values',
  (language, texts) => {
    const wrong = Object.entries(english).flatMap(([namespace, own]) =>
      compareTexts(language, own, texts[namespace] ?? {}).map((what) => `${namespace}: ${what}`),
    );
    expect(wrong).toEqual([]);
  },
);

test.each([
  ['de', de],
  ['es', es],
  ['ar', ar],
] as const)('nothing was left in English by accident in %s', (language, texts) => {
  const same = Object.entries(english).flatMap(([namespace, own]) =>
    sameAsEnglish(own, texts[namespace] ?? {})
      .filter((key) => !sameWords[language].includes(own[key] ?? ''))
      .map((key) => `${namespace}: ${key} is “${own[key]}”`),
  );
  expect(same).toEqual([]);
});

test('every text that a page asks for is there', () => {
  const missing = spoken.flatMap(({ path, asked, namespaces }) =>
    asked.filter((one) => !isThere(one, namespaces)).map(({ words }) => `${path}: ${words}`),
  );
  expect(missing).toEqual([]);
});

test('no page holds words in itself that could not be translated', () => {
  const literal = spoken.flatMap((one) =>
    one.literal.filter((words) => !names.includes(words)).map((words) => `${one.path}: ${words}`),
  );
  expect(literal).toEqual([]);
});

/** A helper that is handed `t` may be asked for the texts of any namespace. */
function isThere({ pattern, namespace }: Asked, opened: readonly string[]): boolean {
  const looked = namespace === undefined ? opened : [namespace];
  const isAnywhere = looked.length === 0 || looked.includes('*');
  return Object.entries(english)
    .filter(([name]) => isAnywhere || looked.includes(name))
    .some(([, texts]) => Object.keys(texts).some((key) => pattern.test(key)));
}
