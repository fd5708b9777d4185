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

test('long text is named without its value, and nothing as none', () => {
  const changes = { description: { was: '', now: 'x'.repeat(100) }, due: { was: null, now: null } };
  expect(describeChanges(changes, what, find)).toEqual(
    said('fields', {
      what,
      changes: [said('field.description'), said('set', { field: said('field.due'), value: said('none') })],
    }),
  );
});
