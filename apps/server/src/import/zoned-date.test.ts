import fc from 'fast-check';
import { expect, test } from 'vitest';
import { zonedDateParser } from './zoned-date.ts';

const newYork = zonedDateParser('MM/dd/yyyy hh:mm:ss a', 'America/New_York');

function utc(text: string): string | undefined {
  const ms = newYork(text);
  return ms === undefined ? undefined : new Date(ms).toISOString();
}

test('the clocks of New York are 4 hours behind in summer and 5 in winter', () => {
  expect(utc('06/26/2018 10:58:54 AM')).toBe('2018-06-26T14:58:54.000Z');
  expect(utc('01/31/2019 09:43:00 AM')).toBe('2019-01-31T14:43:00.000Z');
});

test('noon and midnight are 12 PM and 12 AM', () => {
  expect(utc('07/01/2018 12:00:00 PM')).toBe('2018-07-01T16:00:00.000Z');
  expect(utc('07/01/2018 12:00:00 AM')).toBe('2018-07-01T04:00:00.000Z');
});

test('a time that the clocks show twice is the first, one that they skip is moved past the skip', () => {
  expect(utc('11/04/2018 01:30:00 AM')).toBe('2018-11-04T05:30:00.000Z');
  expect(utc('03/10/2019 02:30:00 AM')).toBe('2019-03-10T07:30:00.000Z');
});

test.each([
  '2018-06-26',
  '02/30/2019 10:00:00 AM',
  '13/01/2019 10:00:00 AM',
  '06/26/2018 00:10:00 AM',
  '06/26/2018 13:10:00 PM',
  '06/26/2018 10:60:00 AM',
  '06/26/2018 10:58:54',
  '',
])('“%s” is no date', (text) => {
  expect(newYork(text)).toBeUndefined();
});

test('every moment comes back from the way the clocks of a zone show it', () => {
  const parse = zonedDateParser('yyyy-MM-dd HH:mm:ss', 'Europe/Berlin');
  const shown = new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'Europe/Berlin',
    dateStyle: 'short',
    timeStyle: 'medium',
  });
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4_000_000_000 }), (seconds) => {
      const text = shown.format(seconds * 1000);
      const back = parse(text);
      expect(back === undefined ? undefined : shown.format(back)).toBe(text);
    }),
  );
});

test('a format or a zone that cannot be used is refused', () => {
  expect(() => zonedDateParser('QQ yyyy', 'UTC')).toThrow('"QQ"');
  expect(() => zonedDateParser('yyyy', 'Mars/Olympus')).toThrow();
});
