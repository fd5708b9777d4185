import { afterEach, expect, test } from 'vitest';
import { dateWriter, localeFor, setLocale, writeList, writeNumber } from './locale.ts';

afterEach(() => setLocale('en-GB'));

const writeDay = dateWriter({ dateStyle: 'medium', timeZone: 'UTC' });
const day = new Date('2026-03-10T12:00:00Z');

test.each([
  ['en', ['en-US', 'de-AT'], 'en-US', '1,234.5', 'Mar 10, 2026', 'a, b'],
  ['en', ['de-AT', 'en-GB'], 'en-GB', '1,234.5', '10 Mar 2026', 'a, b'],
  ['de', ['de-AT'], 'de-AT', '1\u00a0234,5', '10.03.2026', 'a, b'],
  ['de', ['fr-FR', 'not a tag'], 'de', '1.234,5', '10.03.2026', 'a, b'],
  ['ar', ['en-US'], 'ar', '1,234.5', '10‏/03‏/2026', 'a، b'],
] as const)('in %s of %j it is written as in %s', (language, ofSystem, place, number, date, list) => {
  expect(localeFor(language, ofSystem)).toBe(`${place}-u-nu-latn`);
  setLocale(localeFor(language, ofSystem));
  expect(writeNumber(1234.5)).toBe(number);
  expect(writeDay(day)).toBe(date);
  expect(writeList(['a', 'b'])).toBe(list);
});
