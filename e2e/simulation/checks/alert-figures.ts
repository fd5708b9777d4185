import type { Figure } from '@holdfast/shared/alerts/alert-figure.ts';
import { type AlertRules, rulesFrom } from '@holdfast/shared/alerts/alert-rules.ts';
import { phaseFigure, ticketFigure } from '@holdfast/shared/alerts/late-figures.ts';
import { type LoadKind, loadFigure, watchedWeeks } from '@holdfast/shared/alerts/load-figures.ts';
import { projectFigures } from '@holdfast/shared/alerts/project-figures.ts';
import { availableHours } from '@holdfast/shared/capacity/available-hours.ts';
import type { Load } from '@holdfast/shared/capacity/load.ts';
import { dateOf } from '@holdfast/shared/dates.ts';
import { absenceSchema } from '@holdfast/shared/model/absence.ts';
import { alertRuleSchema } from '@holdfast/shared/model/alert-rule.ts';
import { holidaySchema } from '@holdfast/shared/model/holiday.ts';
import { phaseSchema } from '@holdfast/shared/model/phase.ts';
import { type Project, projectSchema } from '@holdfast/shared/model/project.ts';
import { ticketSchema } from '@holdfast/shared/model/ticket.ts';
import { usualWeekdays, workHoursSchema } from '@holdfast/shared/model/work-hours.ts';
import type { z } from 'zod';
import type { Mirror } from '../world/mirror.ts';

/** What is to be said of a kind, a subject and a week by the rows as they are, and who has to see it. */
export interface Expected {
  readonly figure: Figure;
  readonly divisionIds: readonly string[];
  readonly ownerId: string | null;
}

/**
 * All that the rules say of the rows as they stand at a moment, by `kind subject week`: the rules are the
 * product's, but what they are asked about is collected here from all rows, in the plainest way.
 */
export function expectedFigures(mirror: Mirror, now: string): ReadonlyMap<string, Expected> {
  return new Expectation(mirror, now).all();
}

class Expectation {
  readonly #found = new Map<string, Expected>();
  readonly #mirror: Mirror;
  readonly #now: string;
  readonly #rules: AlertRules;
  readonly #projects: ReadonlyMap<string, Project>;

  constructor(mirror: Mirror, now: string) {
    this.#mirror = mirror;
    this.#now = now;
    this.#rules = rulesFrom(this.#rows('alert_rule', alertRuleSchema));
    this.#projects = new Map(this.#rows('project', projectSchema).map((project) => [project.id, project]));
  }

  all(): ReadonlyMap<string, Expected> {
    const today = dateOf(this.#now);
    for (const project of this.#projects.values())
      for (const figure of projectFigures(project, this.#rules, today))
        this.#expectIn(project.id, figure, project);
    for (const phase of this.#rows('phase', phaseSchema)) {
      const project = this.#projects.get(phase.projectId);
      this.#expectIn(phase.id, phaseFigure(phase, project, this.#rules, today), project);
    }
    for (const ticket of this.#rows('ticket', ticketSchema)) {
      const project = this.#projects.get(ticket.projectId ?? '');
      const figure = ticketFigure(ticket, project, this.#rules, this.#now);
      this.#expectIn(ticket.id, figure, project, ticket.divisionId);
    }
    this.#expectLoads();
    return this.#found;
  }

  #expectIn(
    id: string,
    figure: Figure,
    project: Project | undefined,
    ownDivision: string | null = null,
  ): void {
    const divisionId = ownDivision ?? project?.divisionId ?? null;
    const divisionIds = divisionId === null ? [] : [divisionId];
    this.#expect(id, { figure, divisionIds, ownerId: project?.ownerId ?? null });
  }

  #expectLoads(): void {
    const people = [...this.#mirror.rows('user')].filter(({ disabled }) => disabled !== true);
    for (const { id } of people) this.#expectLoad('person-over', id, [id], this.#divisionsOf(id));
    for (const { id } of this.#mirror.rows('division')) {
      const members = people.filter((person) => this.#divisionsOf(person.id).includes(id));
      this.#expectLoad(
        'division-over',
        id,
        members.map((member) => member.id),
        [id],
      );
    }
  }

  #expectLoad(kind: LoadKind, id: string, people: readonly string[], divisionIds: readonly string[]): void {
    for (const week of watchedWeeks(kind, this.#rules, this.#now)) {
      const load = { planned: 0, available: 0 };
      for (const person of people) {
        const { planned, available } = this.#loadOf(person, week);
        load.planned += planned;
        load.available += available;
      }
      this.#expect(id, { figure: loadFigure(kind, week, load, this.#rules), divisionIds, ownerId: null });
    }
  }

  #loadOf(userId: string, week: string): Load {
    const assignments = [...this.#mirror.rows('assignment')];
    const own = assignments.filter((row) => row.userId === userId && row.week === week);
    const divisions = this.#divisionsOf(userId);
    const holidays = this.#rows('holiday', holidaySchema);
    const calendar = {
      weekdays:
        this.#rows('work_hours', workHoursSchema).find(({ id }) => id === userId)?.weekdays ?? usualWeekdays,
      absences: this.#rows('absence', absenceSchema).filter((absence) => absence.userId === userId),
      holidays: holidays.filter(({ divisionId }) => divisionId === null || divisions.includes(divisionId)),
    };
    const planned = own.reduce((sum, { hours }) => sum + Number(hours), 0);
    return { planned, available: availableHours(calendar, week) };
  }

  #divisionsOf(userId: string): string[] {
    const memberships = [...this.#mirror.rows('membership')];
    const own = memberships.filter((row) => row.userId === userId && row.groupTable === 'division');
    return [...new Set(own.map(({ groupId }) => String(groupId)))].sort();
  }

  #rows<Schema extends z.ZodType>(table: string, schema: Schema): z.infer<Schema>[] {
    return [...this.#mirror.rows(table)].map((row) => schema.parse(row));
  }

  #expect(id: string, expected: Expected): void {
    this.#found.set(`${expected.figure.kind} ${id} ${expected.figure.week}`, expected);
  }
}
