import { alertKinds } from '@holdfast/shared/alerts/alert-kinds.ts';
import fc from 'fast-check';

/** Days that there are, at the ends of what can be written too, and some that there are not. */
const day = fc.constantFrom(
  '2026-03-02',
  '2026-03-04',
  '2030-01-07',
  '0001-01-01',
  '9999-12-27',
  '2026-02-30',
);
const money = fc.constantFrom(0, 1, -1, 12_345, 1e14, -1e14, 0.5, 1e15);
const percent = fc.constantFrom(0, 1, 50, 100, 1_000, 1_001);
const hours = fc.constantFrom(0, 0.25, 8, 168, 8.1, 169);

/** Values for the fields that changes of plans, hours and alerts may have. */
export function planFields(id: fc.Arbitrary<string>, text: fc.Arbitrary<string>) {
  const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value);
  return {
    stage: fc.constantFrom('planned', 'finished'),
    startsOn: maybe(day),
    endsOn: maybe(day),
    budget: maybe(money),
    spent: money,
    cash: maybe(money),
    cashThreshold: maybe(money),
    spentThreshold: maybe(percent),
    ownerId: id,
    position: text,
    progress: percent,
    hours,
    weekdays: fc.array(hours, { minLength: 6, maxLength: 8 }),
    share: percent,
    note: text,
    acknowledgedBy: maybe(id),
    snoozedUntil: maybe(fc.constantFrom('2026-03-02T10:00:00.000Z', '9999-12-31T23:59:59.999Z')),
  };
}

/** Values for what else their arguments hold. */
export function planArguments(id: fc.Arbitrary<string>) {
  return {
    week: day,
    day,
    phaseId: fc.option(id),
    ownerId: id,
    kind: fc.constantFrom(...alertKinds),
    isOn: fc.boolean(),
    limit: fc.option(percent),
    weeksAhead: fc.constantFrom(1, 52, 53),
    groupTable: fc.constantFrom('project', 'division'),
    groupId: id,
    creatorId: id,
    ticketId: id,
    endedAt: fc.constant(null),
  };
}
