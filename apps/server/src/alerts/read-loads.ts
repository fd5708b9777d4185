import { type Load, sumLoads } from '@holdfast/shared/capacity/load.ts';
import { WorkCalendars } from '@holdfast/shared/capacity/work-calendars.ts';
import { addDays } from '@holdfast/shared/dates.ts';
import { query } from '@holdfast/shared/effect/rows.ts';
import { absenceModel } from '@holdfast/shared/model/absence.ts';
import { assignmentModel } from '@holdfast/shared/model/assignment.ts';
import { type Holiday, holidayModel } from '@holdfast/shared/model/holiday.ts';
import { type Membership, membershipModel } from '@holdfast/shared/model/membership.ts';
import { workHoursModel } from '@holdfast/shared/model/work-hours.ts';
import { type ReadWork, readStore } from '../store/work.ts';
import { runReadingEffect } from '../sync/run-effect.ts';
import { rowsIn, rowsOf } from './rows-in.ts';

/** Later than any day. */
const NEVER = '9999';

/** Weeks of which loads are asked, by their first and last Monday. */
export interface WeekSpan {
  readonly first: string;
  readonly last: string;
}

/** How full the weeks of some people are. What is planned is added up by an index, once for each week. */
export class Loads {
  readonly #calendars: WorkCalendars;
  readonly #planned = new Map<string, ReadonlyMap<string, number>>();

  constructor(calendars: WorkCalendars) {
    this.#calendars = calendars;
  }

  /** The load of these people together in a week. They are among those that it was made for. */
  *of(userIds: readonly string[], week: string): ReadWork<Load> {
    const planned = yield* this.#plannedIn(week);
    return sumLoads(
      userIds.map((userId) => ({
        planned: planned.get(userId) ?? 0,
        available: this.#calendars.available(userId, week),
      })),
    );
  }

  *#plannedIn(week: string): ReadWork<ReadonlyMap<string, number>> {
    const known = this.#planned.get(week);
    if (known !== undefined) return known;
    const at = { column: 'week', text: week };
    const sums = yield* readStore((tx) => tx.sums(assignmentModel.table, at, 'userId', 'hours'));
    const planned = new Map(sums.map(({ value, sum }) => [String(value), sum]));
    this.#planned.set(week, planned);
    return planned;
  }
}

/** Reads how much these people can work in some weeks. */
export function* readLoads(userIds: readonly string[], { first, last }: WeekSpan): ReadWork<Loads> {
  const holidays = yield* rowsIn(holidayModel, { column: 'day', from: first, below: addDays(last, 7) });
  return new Loads(
    new WorkCalendars({
      workHours: yield* rowsOf(workHoursModel, userIds),
      absences: yield* rowsIn(absenceModel, { column: 'endsOn', from: first, below: NEVER }),
      holidays,
      memberships: yield* whoHas(holidays),
    }),
  );
}

/** Who belongs to the divisions that have a holiday of their own. */
function* whoHas(holidays: readonly Holiday[]): ReadWork<readonly Membership[]> {
  const memberships: Membership[] = [];
  for (const groupId of new Set(holidays.map(({ divisionId }) => divisionId))) {
    if (groupId !== null) memberships.push(...(yield* runReadingEffect(query(membershipModel, { groupId }))));
  }
  return memberships;
}
