import { expect, test } from 'vitest';
import { WorkCalendars } from './work-calendars.ts';

const monday = '2026-03-02';
const calendars = new WorkCalendars({
  workHours: [{ id: 'Ada', weekdays: [4, 4, 4, 4, 4, 0, 0] }],
  absences: [{ userId: 'Ben', startsOn: monday, endsOn: monday, share: 100 }],
  holidays: [
    { day: '2026-03-03', divisionId: null, share: 100 },
    { day: '2026-03-04', divisionId: 'North', share: 50 },
    { day: '2026-03-11', divisionId: 'South', share: 100 },
  ],
  memberships: [
    { userId: 'Ada', groupTable: 'division', groupId: 'North' },
    { userId: 'Ben', groupTable: 'project', groupId: 'North' },
    { userId: 'Ben', groupTable: 'division', groupId: 'South' },
  ],
});

test('everybody has their own hours and absences, and the holidays of all and of their divisions', () => {
  expect(calendars.available('Ada', monday)).toBe(14);
  expect(calendars.available('Ben', monday)).toBe(24);
  expect(calendars.available('Ben', '2026-03-09')).toBe(32);
});

test('whoever nothing is said of works as usual', () => {
  expect(calendars.available('Cem', monday)).toBe(32);
  expect(calendars.available('Cem', '2026-03-09')).toBe(40);
});
