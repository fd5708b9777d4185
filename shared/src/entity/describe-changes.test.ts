import { expect, test } from 'vitest';
import { describeChanges } from './describe-changes.ts';
import { said } from './said.ts';

const find = (table: string, id: string) =>
  table === 'user' && id === 'ben' ? { id, name: 'Ben Agent' } : undefined;
const what = said('quoted', { text: 'Leaking tap' });

test('a change is told with its new value and what it is of', () => {
  const changes = { status: { was: 'open', now: 'in_progress' }, assigneeId: { was: null, now: 'ben' } };
  expect(describeChanges(changes, what, find)).toEqual(
    said('fields', {
      what,
      changes: [
        said('set', { field: said('field.status'), value: said('status.in_progress') }),
        said('set', { field: said('field.assigneeId'), value: said('person', { name: 'Ben Agent' }) }),
      ],
    }),
  );
});

test('days, amounts and shares are told as such, an owner by name; a place in an order without its value', () => {
  const changes = {
    endsOn: { was: null, now: '2026-03-06' },
    budget: { was: null, now: 1_250_050 },
    spentThreshold: { was: null, now: 90 },
    ownerId: { was: 'ada', now: 'ben' },
    stage: { was: 'planned', now: 'running' },
    position: { was: 'a0', now: 'a1' },
  };
  expect(describeChanges(changes, what, find).values?.changes).toEqual([
    said('set', { field: said('field.endsOn'), value: said('day', { day: '2026-03-06' }) }),
    said('set', { field: said('field.budget'), value: said('amount', { money: '1250050' }) }),
    said('set', { field: said('field.spentThreshold'), value: said('share', { percent: '90' }) }),
    said('set', { field: said('field.ownerId'), value: said('person', { name: 'Ben Agent' }) }),
    said('set', { field: said('field.stage'), value: said('stage.running') }),
    said('field.position'),
  ]);
});

test('long text is named without its value, and nothing as none', () => {
  const changes = { description: { was: '', now: 'x'.repeat(100) }, due: { was: null, now: null } };
  expect(describeChanges(changes, what, find)).toEqual(
    said('fields', {
      what,
      changes: [said('field.description'), said('set', { field: said('field.due'), value: said('none') })],
    }),
  );
});
