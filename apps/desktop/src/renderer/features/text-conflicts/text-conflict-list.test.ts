import { said } from '@holdfast/shared/entity/said.ts';
import { expect, test } from 'vitest';
import type { RefusedChange } from '../../../engine/api/state.ts';
import { conflictOf, isTextConflict, settledWith } from './text-conflict-list.ts';

function refused(id: string, rowId: string, field: string | undefined): RefusedChange {
  return {
    id,
    name: 'ticket.update',
    what: said('field.description'),
    at: '2026-01-01T00:00:00.000Z',
    error: { code: 'CONFLICT', message: 'No.' },
    args: { id: rowId },
    group: id,
    ...(field === undefined ? {} : { text: { field, mine: id, theirs: 'theirs', merged: 'both' } }),
  };
}

test('S29: of several texts that were not accepted, the one written last is shown in its place', () => {
  const list = [
    refused('first', 't1', 'description'),
    refused('second', 't1', 'description'),
    refused('other row', 't2', 'description'),
    refused('no text', 't1', undefined),
  ];
  expect(conflictOf(list, 't1', 'description')?.id).toBe('second');
  expect(conflictOf(list, 't1', 'title')).toBeUndefined();
  expect(conflictOf(list, 't3', 'description')).toBeUndefined();
});

test('S29: with the last text of a place the earlier ones are settled, but nothing else of their group', () => {
  const inGroup = (change: RefusedChange): RefusedChange => ({ ...change, group: 'first' });
  const first = refused('first', 't1', 'description');
  const last = inGroup(refused('last', 't1', 'description'));
  const other = inGroup(refused('other', 't1', undefined));
  if (!isTextConflict(last) || !isTextConflict(first)) throw new Error('These are conflicts.');
  expect(settledWith(last, [first, last])).toEqual(['first']);
  expect(settledWith(first, [first, last])).toEqual([]);
  expect(settledWith(last, [first, last, other])).toEqual([]);
  expect(settledWith(last, [last, refused('alone', 't1', 'description')])).toEqual([]);
});
