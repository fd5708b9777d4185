import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Alert } from '../model/alert.ts';
import { formatTime } from '../times.ts';
import { type Figure, percentFigure } from './alert-figure.ts';
import { type AlertPlace, RETURN_MS, settleSubject } from './settle-alert.ts';

const HOUR_MS = 3_600_000;
const START = Date.parse('2026-03-02T10:00:00.000Z');
const subjectId = '018f4e5a-0000-7000-8000-000000000001';
const place: AlertPlace = { subjectTable: 'project', subjectId, divisionIds: [], ownerId: null };

/** The alerts of one subject, as the server would keep them. */
class Book {
  readonly alerts = new Map<string, Alert>();

  settle(hour: number, figures: readonly Figure[], at: AlertPlace | undefined = place): void {
    const now = formatTime(START + hour * HOUR_MS);
    const newId = () => `alert ${this.alerts.size}`;
    const changes = settleSubject([...this.alerts.values()], { place: at, figures }, { now, newId });
    for (const { after } of changes) this.alerts.set(after.id, after);
  }

  get said(): readonly string[] {
    return [...this.alerts.values()].map(({ state, value, returns }) => `${state} ${value} ×${returns}`);
  }
}

const spent = (percent: number) => [percentFigure('overspent', percent, 90)];

test('what returns within a day is the same alert, and what returns later is a new one', () => {
  const book = new Book();
  book.settle(0, spent(95));
  book.settle(1, spent(10));
  book.settle(24, spent(96));
  expect(book.said).toEqual(['raised 96 ×1']);
  book.settle(25, spent(10));
  book.settle(25 + RETURN_MS / HOUR_MS, spent(97));
  expect(book.said).toEqual(['resolved 96 ×1', 'raised 97 ×0']);
});

test('a subject that is gone resolves what was raised of it, and whose matter it is changes for all that there are', () => {
  const book = new Book();
  book.settle(0, spent(95));
  book.settle(1, spent(10));
  book.settle(30, spent(95));
  book.settle(31, spent(95), { ...place, ownerId: subjectId });
  expect([...book.alerts.values()].map(({ ownerId }) => ownerId)).toEqual([subjectId, subjectId]);
  const gone = settleSubject(
    [...book.alerts.values()],
    { place: undefined, figures: [] },
    {
      now: formatTime(START),
      newId: () => 'none',
    },
  );
  expect(gone.map(({ after }) => `${after.state} ${after.resolvedAt}`)).toEqual([
    `resolved ${formatTime(START)}`,
  ]);
});

test('whatever figures come, at most one alert is raised, and it agrees with the last that says something', () => {
  const step = fc.record({
    percent: fc.integer({ min: 70, max: 110 }),
    hours: fc.integer({ min: 0, max: 40 }),
  });
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 30 }), (steps) => {
      const book = new Book();
      let hour = 0;
      let isRaised = false;
      for (const { percent, hours } of steps) {
        hour += hours;
        if (percent > 90) isRaised = true;
        if (percent <= 85) isRaised = false;
        book.settle(hour, spent(percent));
        const raised = [...book.alerts.values()].filter(({ state }) => state === 'raised');
        expect(raised.map(({ value }) => value)).toEqual(isRaised ? [percent] : []);
      }
    }),
    { numRuns: 200 },
  );
});
