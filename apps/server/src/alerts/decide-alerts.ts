import { type AlertRules, rulesFrom } from '@holdfast/shared/alerts/alert-rules.ts';
import { phaseFigure, ticketFigure } from '@holdfast/shared/alerts/late-figures.ts';
import { type LoadKind, loadFigure, watchedWeeks } from '@holdfast/shared/alerts/load-figures.ts';
import { projectFigures } from '@holdfast/shared/alerts/project-figures.ts';
import {
  type AlertChange,
  type AlertPlace,
  type Judged,
  type SettleAt,
  settleSubject,
} from '@holdfast/shared/alerts/settle-alert.ts';
import { dateOf } from '@holdfast/shared/dates.ts';
import { get, query } from '@holdfast/shared/effect/rows.ts';
import { alertModel } from '@holdfast/shared/model/alert.ts';
import { alertRuleModel } from '@holdfast/shared/model/alert-rule.ts';
import { divisionModel } from '@holdfast/shared/model/division.ts';
import { phaseModel } from '@holdfast/shared/model/phase.ts';
import { type Project, projectModel } from '@holdfast/shared/model/project.ts';
import { ticketModel } from '@holdfast/shared/model/ticket.ts';
import { userModel } from '@holdfast/shared/model/user.ts';
import { type ReadWork, readStore } from '../store/work.ts';
import { runReadingEffect } from '../sync/run-effect.ts';
import { type Loads, readLoads } from './read-loads.ts';
import { rowsOf } from './rows-in.ts';
import type { Touched, Weeks } from './touched.ts';
import { divisionsOf, membersOf, widenTouched } from './widen-touched.ts';

/** The most divisions whose managers see one alert, as rows allow. */
const MOST_DIVISIONS = 50;

/** The rules as they stand. */
export function* readRules(): ReadWork<AlertRules> {
  const rows = yield* readStore((tx) => tx.rows(alertRuleModel.table, {}, undefined));
  return rulesFrom(rows.map(({ data }) => alertRuleModel.schema.parse(data)));
}

/**
 * What is to be raised, updated and resolved after these subjects were touched. Reads only: the figures are
 * those of the rows as they stand in the transaction.
 */
export function* decideAlerts(touched: Touched, at: SettleAt): ReadWork<readonly AlertChange[]> {
  if (touched.isEmpty) return [];
  const rules = yield* readRules();
  yield* widenTouched(touched, rules, at.now);
  return yield* new Decision(rules, at).decide(touched);
}

/** The figures of some subjects at one moment, and what follows from them. */
class Decision {
  readonly #rules: AlertRules;
  readonly #at: SettleAt;
  readonly #projects = new Map<string, Project | undefined>();
  readonly #changes: AlertChange[] = [];

  constructor(rules: AlertRules, at: SettleAt) {
    this.#rules = rules;
    this.#at = at;
  }

  *decide(touched: Touched): ReadWork<readonly AlertChange[]> {
    for (const id of touched.projects) yield* this.#settle(id, yield* this.#judgeProject(id));
    for (const id of touched.phases) yield* this.#settle(id, yield* this.#judgePhase(id));
    for (const id of touched.tickets) yield* this.#settle(id, yield* this.#judgeTicket(id));
    const people = [...touched.people].filter(([, weeks]) => this.#isWatched('person-over', weeks));
    const divisions = [...touched.divisions].filter(([, weeks]) => this.#isWatched('division-over', weeks));
    if (people.length + divisions.length > 0) yield* this.#decideLoads(people, divisions);
    return this.#changes;
  }

  *#settle(subjectId: string, judged: Judged): ReadWork<void> {
    const past = yield* runReadingEffect(query(alertModel, { subjectId }));
    this.#changes.push(...settleSubject(past, judged, this.#at));
  }

  *#judgeProject(id: string): ReadWork<Judged> {
    const project = yield* this.#project(id);
    if (project === undefined) return gone;
    const place = placeOf('project', id, project.divisionId, project);
    return { place, figures: projectFigures(project, this.#rules, this.#today) };
  }

  *#judgePhase(id: string): ReadWork<Judged> {
    const phase = yield* runReadingEffect(get(phaseModel, id));
    if (phase === undefined) return gone;
    const project = yield* this.#project(phase.projectId);
    const place = placeOf('phase', id, project?.divisionId ?? null, project);
    return { place, figures: [phaseFigure(phase, project, this.#rules, this.#today)] };
  }

  *#judgeTicket(id: string): ReadWork<Judged> {
    const ticket = yield* runReadingEffect(get(ticketModel, id));
    if (ticket === undefined) return gone;
    const project = ticket.projectId === null ? undefined : yield* this.#project(ticket.projectId);
    const place = placeOf('ticket', id, ticket.divisionId ?? project?.divisionId ?? null, project);
    return { place, figures: [ticketFigure(ticket, project, this.#rules, this.#at.now)] };
  }

  /** People and divisions share what is read of how much people can work. */
  *#decideLoads(people: readonly SubjectWeeks[], divisions: readonly SubjectWeeks[]): ReadWork<void> {
    const members = new Map<string, readonly string[]>();
    for (const [id] of divisions) members.set(id, yield* membersOf(id));
    const all = new Set([...people.map(([id]) => id), ...[...members.values()].flat()]);
    const working = new Set(
      (yield* rowsOf(userModel, [...all])).flatMap(({ id, disabled }) => (disabled ? [] : [id])),
    );
    const loads = yield* readLoads([...working], this.#span());
    for (const [id, weeks] of people) {
      const place = working.has(id) ? placeOfPerson(id, yield* divisionsOf(id)) : undefined;
      yield* this.#settle(id, yield* this.#judgeLoad('person-over', place, [id], weeks, loads));
    }
    for (const [id, weeks] of divisions) {
      const place =
        (yield* runReadingEffect(get(divisionModel, id))) && placeOf('division', id, id, undefined);
      const there = (members.get(id) ?? []).filter((userId) => working.has(userId));
      yield* this.#settle(id, yield* this.#judgeLoad('division-over', place, there, weeks, loads));
    }
  }

  *#judgeLoad(
    kind: LoadKind,
    place: AlertPlace | undefined,
    people: readonly string[],
    touchedWeeks: Weeks,
    loads: Loads,
  ): ReadWork<Judged> {
    if (place === undefined) return gone;
    const weeks = watchedWeeks(kind, this.#rules, this.#at.now);
    const figures = [];
    for (const week of weeks) {
      if (touchedWeeks !== 'all' && !touchedWeeks.has(week)) continue;
      figures.push(loadFigure(kind, week, yield* loads.of(people, week), this.#rules));
    }
    return { place, figures, weeks };
  }

  /** Whether any of these weeks is. */
  #isWatched(kind: LoadKind, weeks: Weeks): boolean {
    return weeks === 'all' || watchedWeeks(kind, this.#rules, this.#at.now).some((week) => weeks.has(week));
  }

  /** All weeks whose loads are watched. */
  #span() {
    const weeks = (['person-over', 'division-over'] as const).flatMap((kind) =>
      watchedWeeks(kind, this.#rules, this.#at.now),
    );
    const sorted = weeks.sort();
    return { first: sorted[0] ?? this.#today, last: sorted.at(-1) ?? this.#today };
  }

  *#project(id: string): ReadWork<Project | undefined> {
    if (!this.#projects.has(id)) this.#projects.set(id, yield* runReadingEffect(get(projectModel, id)));
    return this.#projects.get(id);
  }

  get #today(): string {
    return dateOf(this.#at.now);
  }
}

/** A person or a division, and the weeks to look at. */
type SubjectWeeks = readonly [id: string, weeks: Weeks];

const gone: Judged = { place: undefined, figures: [] };

function placeOf(
  subjectTable: AlertPlace['subjectTable'],
  subjectId: string,
  divisionId: string | null,
  project: Project | undefined,
): AlertPlace {
  const divisionIds = divisionId === null ? [] : [divisionId];
  return { subjectTable, subjectId, divisionIds, ownerId: project?.ownerId ?? null };
}

function placeOfPerson(subjectId: string, divisionIds: readonly string[]): AlertPlace {
  const first = divisionIds.slice(0, MOST_DIVISIONS);
  return { subjectTable: 'user', subjectId, divisionIds: [...first], ownerId: null };
}
