import { addDays, mondayOf } from '../dates.ts';
import { groupBy } from '../group-by.ts';
import type { Absence } from '../model/absence.ts';
import type { Holiday } from '../model/holiday.ts';
import type { Membership } from '../model/membership.ts';
import { usualWeekdays, type WeekdayHours, type WorkHours } from '../model/work-hours.ts';
import { availableHours } from './available-hours.ts';

/** Rows of which calendars are made: all of some people, or of everybody. */
export interface CalendarRows {
  readonly workHours: Iterable<Pick<WorkHours, 'id' | 'weekdays'>>;
  readonly absences: readonly Pick<Absence, 'userId' | 'startsOn' | 'endsOn' | 'share'>[];
  readonly holidays: readonly Pick<Holiday, 'day' | 'divisionId' | 'share'>[];
  /** Of divisions; those of projects are left aside. */
  readonly memberships: readonly Pick<Membership, 'userId' | 'groupTable' | 'groupId'>[];
}

/** How much people can work in any week, counted once for each that is asked for. Made anew when the rows change. */
export class WorkCalendars {
  private readonly weekdays: ReadonlyMap<string, WeekdayHours>;
  private readonly absences: ReadonlyMap<string, CalendarRows['absences']>;
  /** By the Monday of their week. */
  private readonly holidays: ReadonlyMap<string, CalendarRows['holidays']>;
  private readonly divisions: ReadonlyMap<string, readonly { groupId: string }[]>;
  /** By week, then by person. */
  private readonly known = new Map<string, Map<string, number>>();

  constructor({ workHours, absences, holidays, memberships }: CalendarRows) {
    this.weekdays = new Map([...workHours].map(({ id, weekdays }) => [id, weekdays]));
    this.absences = groupBy(absences, ({ userId }) => userId);
    this.holidays = groupBy(holidays, ({ day }) => mondayOf(day));
    const ofDivisions = memberships.filter(({ groupTable }) => groupTable === 'division');
    this.divisions = groupBy(ofDivisions, ({ userId }) => userId);
  }

  /** The hours that a person can work in the week of this Monday. */
  readonly available = (userId: string, week: string): number => {
    const inWeek = this.known.get(week) ?? new Map<string, number>();
    const known = inWeek.get(userId);
    if (known !== undefined) return known;
    const hours = this.count(userId, week);
    this.known.set(week, inWeek.set(userId, hours));
    return hours;
  };

  private count(userId: string, week: string): number {
    const calendar = {
      weekdays: this.weekdays.get(userId) ?? usualWeekdays,
      absences: this.absencesIn(userId, week),
      holidays: this.holidaysIn(userId, week),
    };
    return availableHours(calendar, week);
  }

  private absencesIn(userId: string, week: string): CalendarRows['absences'] {
    const own = this.absences.get(userId);
    if (own === undefined) return [];
    const sunday = addDays(week, 6);
    return own.filter(({ startsOn, endsOn }) => startsOn <= sunday && week <= endsOn);
  }

  private holidaysIn(userId: string, week: string): CalendarRows['holidays'] {
    const holidays = this.holidays.get(week);
    if (holidays === undefined) return [];
    const divisionIds = new Set((this.divisions.get(userId) ?? []).map(({ groupId }) => groupId));
    return holidays.filter(({ divisionId }) => divisionId === null || divisionIds.has(divisionId));
  }
}
