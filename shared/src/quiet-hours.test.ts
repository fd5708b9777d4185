import { expect, test } from 'vitest';
import { isQuiet, type QuietHours, quietEndsAt } from './quiet-hours.ts';

const zone = 'Europe/Berlin';
const everyDay = [0, 1, 2, 3, 4, 5, 6];
const nights: QuietHours = { zone, times: [{ days: everyDay, from: '22:00', to: '07:00' }] };

function at(time: string): number {
  return Date.parse(time);
}

function quietAt(quietHours: QuietHours | null, time: string, quietUntil: string | null = null): boolean {
  return isQuiet({ quietHours, quietUntil }, at(time));
}

function endOf(quietHours: QuietHours | null, time: string, quietUntil: string | null = null): string {
  return new Date(quietEndsAt({ quietHours, quietUntil }, at(time))).toISOString();
}

test('over midnight it is quiet from the minute on which it begins, and no more on that on which it ends', () => {
  // Berlin is one hour ahead of UTC in winter.
  expect(quietAt(nights, '2026-01-14T20:59:59.999Z')).toBe(false);
  expect(quietAt(nights, '2026-01-14T21:00:00.000Z')).toBe(true);
  expect(quietAt(nights, '2026-01-15T05:59:59.999Z')).toBe(true);
  expect(quietAt(nights, '2026-01-15T06:00:00.000Z')).toBe(false);
  expect(endOf(nights, '2026-01-14T21:00:30.500Z')).toBe('2026-01-15T06:00:00.000Z');
});

test('a day is the one on which it begins: the night of Friday ends on Saturday', () => {
  const fridays: QuietHours = { zone, times: [{ days: [5], from: '22:00', to: '07:00' }] };
  expect(quietAt(fridays, '2026-01-16T02:00:00.000Z')).toBe(false);
  expect(quietAt(fridays, '2026-01-16T22:00:00.000Z')).toBe(true);
  expect(quietAt(fridays, '2026-01-17T02:00:00.000Z')).toBe(true);
  expect(quietAt(fridays, '2026-01-17T22:00:00.000Z')).toBe(false);
});

test('times that touch or overlap are one quiet time, over a whole weekend too', () => {
  const weekend: QuietHours = {
    zone,
    times: [
      { days: [6, 0], from: '00:00', to: '00:00' },
      { days: everyDay, from: '21:15', to: '06:10' },
    ],
  };
  expect(endOf(weekend, '2026-01-16T20:15:00.000Z')).toBe('2026-01-19T05:10:00.000Z');
});

test('it ends at the time of the clocks when they are set forward and back', () => {
  expect(endOf(nights, '2026-03-28T21:30:00.000Z')).toBe('2026-03-29T05:00:00.000Z');
  expect(endOf(nights, '2026-10-24T20:30:00.000Z')).toBe('2026-10-25T06:00:00.000Z');
});

test('an end that the clocks skip is where they go on', () => {
  const skipped: QuietHours = { zone, times: [{ days: everyDay, from: '00:50', to: '02:40' }] };
  expect(endOf(skipped, '2026-03-29T00:55:00.000Z')).toBe('2026-03-29T01:00:00.000Z');
  const beyond: QuietHours = { zone, times: [{ days: everyDay, from: '00:50', to: '03:02' }] };
  expect(endOf(beyond, '2026-03-29T00:55:00.000Z')).toBe('2026-03-29T01:02:00.000Z');
});

test('the zone is that of the person and not that of the machine', () => {
  const auckland: QuietHours = { ...nights, zone: 'Pacific/Auckland' };
  expect(quietAt(auckland, '2026-01-14T10:00:00.000Z')).toBe(true);
  expect(quietAt(auckland, '2026-01-14T21:00:00.000Z')).toBe(false);
});

test('"do not disturb" holds until its moment, and quiet hours that hold then go on', () => {
  const until = '2026-01-14T20:30:00.000Z';
  expect(quietAt(null, '2026-01-14T20:00:00.000Z', until)).toBe(true);
  expect(quietAt(null, until, until)).toBe(false);
  expect(endOf(null, '2026-01-14T20:00:00.000Z', until)).toBe(until);
  expect(endOf(nights, '2026-01-14T20:00:00.000Z', '2026-01-14T21:10:00.000Z')).toBe(
    '2026-01-15T06:00:00.000Z',
  );
});

test('where nothing is quiet it ends now; where nothing else is, it is looked at again in some days', () => {
  expect(endOf(null, '2026-01-14T12:00:00.000Z')).toBe('2026-01-14T12:00:00.000Z');
  expect(endOf(nights, '2026-01-14T12:00:00.000Z')).toBe('2026-01-14T12:00:00.000Z');
  const always: QuietHours = { zone, times: [{ days: everyDay, from: '09:00', to: '09:00' }] };
  expect(endOf(always, '2026-01-14T12:00:00.000Z') > '2026-01-21T12:00:00.000Z').toBe(true);
});

test('a zone that this machine does not know counts as UTC', () => {
  expect(quietAt({ ...nights, zone: 'Moon/Tranquility' }, '2026-01-14T22:00:00.000Z')).toBe(true);
  expect(quietAt({ ...nights, zone: 'Moon/Tranquility' }, '2026-01-14T21:59:00.000Z')).toBe(false);
});
