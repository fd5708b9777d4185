import type { Activity } from '@holdfast/shared/model/activity.ts';
import { expect, test } from 'vitest';
import { undoneValue } from './undone-value.ts';

function activity(id: string, actorId: string, field: string, from: string, to: string): Activity {
  return {
    id,
    actorId,
    subjectTable: 'ticket',
    subjectId: 't',
    kind: 'changed',
    changes: [{ field, from, to }],
    at: '2026-01-01T00:00:00.000Z',
  };
}

const story = [
  activity('1', 'me', 'status', 'open', 'in_progress'),
  activity('2', 'me', 'status', 'in_progress', 'waiting'),
  activity('3', 'me', 'priority', 'low', 'high'),
  activity('4', 'ada', 'status', 'waiting', 'closed'),
  activity('5', 'me', 'status', 'closed', 'open'),
] as const;

test('S30: an undo that was left out would have brought back what stood before my last change of that field', () => {
  expect(undoneValue(story, story[3], 'status', 'me')).toEqual({ value: 'in_progress' });
});

test('S30: a change of mine that is not known any more has no value to bring back', () => {
  expect(undoneValue(story.slice(2), story[3], 'status', 'me')).toBeUndefined();
});
