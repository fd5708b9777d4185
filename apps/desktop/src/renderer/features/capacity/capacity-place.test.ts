// @vitest-environment happy-dom
import { weekdayOf } from '@holdfast/shared/dates.ts';
import { expect, test } from 'vitest';
import { assignmentPlace, personPlace, placeOfRow, readSubject } from './capacity-place.ts';
import type { GridRow } from './grid-rows.ts';

const week = '2026-03-02';

test('what a place is about is read from it again', () => {
  const everybody: GridRow = { kind: 'everybody', key: 'everybody', divisionId: null, name: '', userIds: [] };
  const none: GridRow = { ...everybody, kind: 'division', key: 'division none' };
  expect(readSubject(personPlace('ann', week).id)).toEqual({ kind: 'person', userId: 'ann', week });
  expect(readSubject(placeOfRow(everybody, week).id)).toEqual({ kind: 'group', rowKey: 'everybody', week });
  expect(readSubject(placeOfRow(none, week).id)).toEqual({ kind: 'group', rowKey: 'division none', week });
  expect(readSubject(assignmentPlace('one').detail?.id ?? '')).toEqual({ kind: 'assignment', id: 'one' });
  expect(readSubject('nonsense')).toBeUndefined();
});

test('a place without a week, or with none that there is, is of this week', () => {
  for (const text of ['', 'soon', '2026-03-04']) {
    const subject = readSubject(personPlace('ann', text).id);
    expect(subject?.kind === 'person' && weekdayOf(subject.week)).toBe(0);
  }
});
