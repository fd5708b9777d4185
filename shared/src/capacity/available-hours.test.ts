import { expect, test } from 'vitest';
import { usualWeekdays } from '../model/work-hours.ts';
import { availableHours } from './available-hours.ts';

const monday = '2026-03-02';
const nothing = { weekdays: usualWeekdays, absences: [], holidays: [] };
const away = (startsOn: string, endsOn: string, share = 100) => ({ startsOn, endsOn, share });
const free = (day: string, share = 100) => ({ day, share });

function hours(calendar: Partial<typeof nothing> | object): number {
  return availableHours({ ...nothing, ...calendar }, monday);
}

test('a week has the hours of its weekdays', () => {
  expect(hours({})).toBe(40);
  expect(hours({ weekdays: [0, 4.25, 0, 0, 0, 6, 1.5] })).toBe(11.75);
});

test('an absence takes its days of the week, the last one too, and of a part of a day its share', () => {
  expect(hours({ absences: [away('2026-02-01', '2026-03-03')] })).toBe(24);
  expect(hours({ absences: [away('2026-03-06', '2026-03-20', 50)] })).toBe(36);
  expect(hours({ absences: [away('2026-03-07', '2026-03-08'), away('2026-03-09', '2026-03-09')] })).toBe(40);
});

test('where several cover a day the largest share counts, and a day is never away twice', () => {
  const absences = [away('2026-03-02', '2026-03-02', 50), away('2026-03-02', '2026-03-03', 100)];
  expect(hours({ absences })).toBe(24);
  expect(hours({ holidays: [free('2026-03-04', 25), free('2026-03-04', 75)] })).toBe(34);
});

test('an absence takes its share of what a holiday leaves', () => {
  const absences = [away('2026-03-02', '2026-03-02', 50)];
  expect(hours({ absences, holidays: [free('2026-03-02', 50)] })).toBe(34);
  expect(hours({ absences, holidays: [free('2026-03-02')] })).toBe(32);
});

test('hours are given to the hundredth', () => {
  expect(hours({ weekdays: [8, 0, 0, 0, 0, 0, 0], absences: [away(monday, monday, 33)] })).toBe(5.36);
  expect(
    hours({ weekdays: [0.25, 0.25, 0.25, 0, 0, 0, 0], absences: [away(monday, '2026-03-08', 33)] }),
  ).toBe(0.5);
});
