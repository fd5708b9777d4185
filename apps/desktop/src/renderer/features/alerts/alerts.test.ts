import type { Alert } from '@holdfast/shared/model/alert.ts';
import i18next from 'i18next';
import { expect, test } from 'vitest';
import { setLocale } from '../../ui/locale.ts';
import { alertQuery, isMeant } from './alert-filters.ts';
import { alertWords } from './alert-words.ts';
import { texts } from './texts.ts';

const NOW = '2026-03-10T12:00:00.000Z';
const id = '01900000-0000-7000-8000-000000000001';
const alert: Alert = {
  id,
  kind: 'person-over',
  subjectTable: 'user',
  subjectId: id,
  week: '2026-03-16',
  divisionIds: [],
  ownerId: null,
  state: 'raised',
  value: 120,
  limit: 100,
  raisedAt: '2026-03-08T12:00:00.000Z',
  updatedAt: '2026-03-08T12:00:00.000Z',
  resolvedAt: null,
  returns: 0,
  acknowledgedBy: null,
  acknowledgedAt: null,
  snoozedUntil: null,
  assigneeId: null,
};

test('an alert that was put off is open again once its time has come, and stands in one list only', () => {
  const asleep = { ...alert, snoozedUntil: '2026-03-10T12:00:01.000Z' };
  const awake = { ...alert, snoozedUntil: NOW };
  expect([isMeant(asleep, 'open', NOW), isMeant(asleep, 'snoozed', NOW)]).toEqual([false, true]);
  expect([isMeant(awake, 'open', NOW), isMeant(awake, 'snoozed', NOW)]).toEqual([true, false]);
});

test('mine are those that I look after, acknowledged or not', () => {
  expect(alertQuery('mine', id, 10).where).toEqual({ state: 'raised', assigneeId: id });
  expect(isMeant({ ...alert, acknowledgedBy: id }, 'mine', NOW)).toBe(true);
});

test('what an alert says has its figures; how late something is grows with the days', async () => {
  await i18next.init({
    lng: 'en',
    resources: { en: { alerts: texts } },
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
  });
  setLocale('en-GB');
  const says = (change: Partial<Alert>, today = '2026-03-10') =>
    alertWords({ ...alert, ...change }, today, i18next.t);
  expect(says({})).toBe('Week of 16 Mar: 120% planned, more than 100%');
  expect(says({ kind: 'cash-low', value: -5_000, limit: 100_050, week: null })).toBe(
    'The balance is -50.00, below 1,000.50',
  );
  const late = { kind: 'phase-late', value: 1, week: null } as const;
  expect(says(late, '2026-03-08')).toBe('1 day late');
  expect(says(late)).toBe('3 days late');
  expect(says({ kind: 'ticket-overdue', value: 0 }, '2026-03-08')).toBe('Overdue since today');
});
