import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PlannedHours, type PlannedRow } from './planned-hours.ts';

const people = ['Ada', 'Ben'];
const weeks = ['2026-03-02', '2026-03-09'];

const row = fc.record({
  userId: fc.constantFrom(...people),
  week: fc.constantFrom(...weeks),
  hours: fc.integer({ min: 0, max: 168 * 4 }).map((quarters) => quarters / 4),
});
/** Each writes one of few rows, or takes it away. */
const writes = fc.array(fc.record({ place: fc.nat(3), after: fc.option(row, { nil: undefined }) }), {
  maxLength: 60,
});

test('sums kept change by change equal those counted from scratch', () => {
  fc.assert(
    fc.property(writes, (history) => {
      const kept = new PlannedHours();
      const rows = new Map<number, PlannedRow>();
      for (const { place, after } of history) {
        kept.change(rows.get(place), after);
        if (after === undefined) rows.delete(place);
        else rows.set(place, after);
        expect(kept).toEqual(PlannedHours.of(rows.values()));
      }
    }),
  );
});

test('the load of several people is the sum of what is planned for them and of what they can work', () => {
  const planned = PlannedHours.of([
    { userId: 'Ada', week: '2026-03-02', hours: 20 },
    { userId: 'Ada', week: '2026-03-02', hours: 0.25 },
    { userId: 'Ben', week: '2026-03-09', hours: 8 },
    { userId: 'Cem', week: '2026-03-09', hours: 40 },
  ]);
  const available = (userId: string) => (userId === 'Ada' ? 32 : 40.1);
  expect(planned.loads(people, weeks, available)).toEqual([
    { planned: 20.25, available: 72.1 },
    { planned: 8, available: 72.1 },
  ]);
});
