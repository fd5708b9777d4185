import { said } from '@holdfast/shared/entity/said.ts';
import i18next from 'i18next';
import { beforeAll, expect, test } from 'vitest';
import { texts as de } from '../../words/changes/texts.de.ts';
import { localeFor, setLocale } from '../ui/locale.ts';
import { say } from './say.ts';

beforeAll(async () => {
  setLocale(localeFor('de', ['de-DE']));
  await i18next.init({
    lng: 'de',
    resources: { de: { changes: de } },
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
  });
});

test.each([
  [said('amount', { money: '125050' }), '1.250,50'],
  [said('share', { percent: '90' }), '90 %'],
  [said('day', { day: '2026-03-06' }), '06.03.2026'],
])('amounts, shares and days are written as in this place', (value, words) => {
  expect(say(value).replaceAll(/\s/g, ' ')).toBe(words);
});

test('hours are written as in this place', () => {
  const values = { who: [said('person', { name: 'Ada' })], what: said('quoted', { text: 'Umzug' }) };
  const week = said('day', { day: '2026-03-02' });
  const words = say(said('assignment.set', { ...values, week, hours: '7.5' }));
  expect(words).toBe('Ada für „Umzug“, Woche ab 02.03.2026: 7,5 Std.');
});
