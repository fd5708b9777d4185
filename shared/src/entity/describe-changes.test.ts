import { expect, test } from 'vitest';
import { describeChanges } from './describe-changes.ts';

const find = (table: string, id: string) =>
  table === 'user' && id === 'ben' ? { id, name: 'Ben Agent' } : undefined;

test('a change is told with its new value and what it is of', () => {
  const changes = { status: { was: 'open', now: 'in_progress' }, assigneeId: { was: null, now: 'ben' } };
  expect(describeChanges(changes, '“Leaking tap”', find)).toBe(
    '“Leaking tap”: Status → In progress, Assignee → Ben Agent',
  );
});

test('long text is named without its value, and nothing as none', () => {
  const changes = { description: { was: '', now: 'x'.repeat(100) }, due: { was: null, now: null } };
  expect(describeChanges(changes, '“Leaking tap”', find)).toBe('“Leaking tap”: Description, Due → none');
});
