import type { Assignment } from '../model/assignment.ts';
import type { Load } from './load.ts';

/** What counts of an assignment. */
export type PlannedRow = Pick<Assignment, 'userId' | 'week' | 'hours'>;

/** The hours that somebody can work in the week of a Monday. */
export type AvailableIn = (userId: string, week: string) => number;

/**
 * How many hours are planned for each person in each week, kept up to date change by change. Hours go in
 * quarters, which add up exactly, so that what is kept equals what is counted anew. Holds nothing of
 * weeks in which nothing is planned.
 */
export class PlannedHours {
  private readonly people = new Map<string, Map<string, number>>();

  static of(rows: Iterable<PlannedRow>): PlannedHours {
    const planned = new PlannedHours();
    for (const row of rows) planned.change(undefined, row);
    return planned;
  }

  /** A row was made, changed or taken away: what it was before, and what it is now. */
  change(before: PlannedRow | undefined, after: PlannedRow | undefined): void {
    if (before !== undefined) this.add(before.userId, before.week, -before.hours);
    if (after !== undefined) this.add(after.userId, after.week, after.hours);
  }

  /** What is planned for a person in a week; 0 where nothing is. */
  hours(userId: string, week: string): number {
    return this.people.get(userId)?.get(week) ?? 0;
  }

  /** The load of these people together in each of these weeks. */
  loads(userIds: readonly string[], weeks: readonly string[], available: AvailableIn): Load[] {
    return weeks.map((week) => this.loadIn(week, userIds, available));
  }

  private loadIn(week: string, userIds: readonly string[], available: AvailableIn): Load {
    let planned = 0;
    let there = 0;
    for (const userId of userIds) {
      planned += this.hours(userId, week);
      there += available(userId, week);
    }
    return { planned, available: Math.round(there * 100) / 100 };
  }

  private add(userId: string, week: string, hours: number): void {
    if (hours === 0) return;
    const weeks = this.people.get(userId) ?? new Map<string, number>();
    const sum = (weeks.get(week) ?? 0) + hours;
    if (sum === 0) weeks.delete(week);
    else weeks.set(week, sum);
    if (weeks.size === 0) this.people.delete(userId);
    else this.people.set(userId, weeks);
  }
}
