import { expect, test } from 'vitest';
import { derivedId, rowIdSchema } from './derived-id.ts';
import { assignmentId } from './model/assignment.ts';
import { id } from './test-support/desk.ts';

test('what a row is of gives its id, and another one another', () => {
  expect(derivedId('assignment a b')).toBe(derivedId('assignment a b'));
  expect(derivedId('assignment a b')).not.toBe(derivedId('assignment a c'));
  expect(derivedId('a', 7)).not.toBe(derivedId('b', 7));
  for (const made of [derivedId('a'), derivedId('a', 0), derivedId('a', 2 ** 48 - 1)])
    expect(rowIdSchema.safeParse(made).success).toBe(true);
});

test('rows with the same number stand together in the order of ids, by rising numbers', () => {
  const ids = [2 ** 48 - 1, 3, 2 ** 33 + 5, 2].flatMap((near) => [
    derivedId('a', near),
    derivedId('b', near),
  ]);
  const order = ids.toSorted().map((made) => Number.parseInt(made.slice(0, 13).replace('-', ''), 16));
  expect(order).toEqual([2, 2, 3, 3, 2 ** 33 + 5, 2 ** 33 + 5, 2 ** 48 - 1, 2 ** 48 - 1]);
});

test('the assignments of a week stand together', () => {
  const at = (week: string, userId = id(1)) =>
    assignmentId({ userId, projectId: id(2), phaseId: null, week });
  const [before, after] = [at('2026-03-02').slice(0, 13), at('2026-03-09').slice(0, 13)];
  expect(at('2026-03-02', id(3)).slice(0, 13)).toBe(before);
  expect(before < after).toBe(true);
});
