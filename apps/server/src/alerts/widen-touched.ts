import { type AlertRules, limitOf } from '@holdfast/shared/alerts/alert-rules.ts';
import { OLDEST_DAYS } from '@holdfast/shared/alerts/late-figures.ts';
import { dateOf } from '@holdfast/shared/dates.ts';
import { query } from '@holdfast/shared/effect/rows.ts';
import { type Alert, alertModel } from '@holdfast/shared/model/alert.ts';
import { divisionModel } from '@holdfast/shared/model/division.ts';
import { membershipModel } from '@holdfast/shared/model/membership.ts';
import { phaseModel } from '@holdfast/shared/model/phase.ts';
import { projectModel } from '@holdfast/shared/model/project.ts';
import { ticketModel } from '@holdfast/shared/model/ticket.ts';
import { userModel } from '@holdfast/shared/model/user.ts';
import { isOver } from '@holdfast/shared/notices/ticket-notices.ts';
import { formatTime } from '@holdfast/shared/times.ts';
import type { ReadWork } from '../store/work.ts';
import { runReadingEffect } from '../sync/run-effect.ts';
import { allIds, rowsIn } from './rows-in.ts';
import type { FreeWeek, Touched, Weeks } from './touched.ts';

const DAY_MS = 86_400_000;

/** Adds what follows from what was touched: all subjects of a rule, what belongs to a project, who has a holiday. */
export function* widenTouched(touched: Touched, rules: AlertRules, now: string): ReadWork<void> {
  yield* addKinds(touched, rules, now);
  for (const id of touched.contents) yield* addContents(touched, id, now);
  for (const week of touched.freeWeeks) yield* addFree(touched, week);
  for (const [userId, weeks] of touched.people) yield* addDivisions(touched, userId, weeks);
}

/** Adds all subjects of which an alert of these kinds may have to be raised or resolved. */
function* addKinds(touched: Touched, rules: AlertRules, now: string): ReadWork<void> {
  const { kinds } = touched;
  if (kinds.size === 0) return;
  const areOfProjects = (['cash-low', 'overspent', 'forecast-over'] as const).some((kind) => kinds.has(kind));
  if (areOfProjects) for (const id of yield* allIds(projectModel)) touched.projects.add(id);
  if (kinds.has('phase-late')) yield* addLatePhases(touched, dateOf(now));
  if (kinds.has('ticket-overdue')) yield* addDueTickets(touched, dueIn(rules, now));
  if (kinds.has('person-over')) for (const id of yield* allIds(userModel)) touched.person(id, 'all');
  if (kinds.has('division-over')) for (const id of yield* allIds(divisionModel)) touched.division(id, 'all');
  for (const alert of yield* runReadingEffect(query(alertModel, { state: 'raised' }))) {
    if (kinds.has(alert.kind)) addSubject(touched, alert);
  }
}

function* addLatePhases(touched: Touched, today: string): ReadWork<void> {
  const ended = yield* rowsIn(phaseModel, { column: 'endsOn', from: '', below: today });
  for (const { id, status } of ended) if (status !== 'done') touched.phases.add(id);
}

/** A stretch of moments. */
export interface DueSpan {
  readonly from: string;
  readonly below: string;
}

/** When tickets came to be due of which an alert may be raised now. */
export function dueIn(rules: AlertRules, now: string): DueSpan {
  const below = Date.parse(now) - limitOf('ticket-overdue', rules) * DAY_MS;
  return { from: formatTime(below - OLDEST_DAYS * DAY_MS), below: formatTime(below) };
}

/** Adds the tickets that were due in a stretch and at which something is still to be done. */
export function* addDueTickets(touched: Touched, span: DueSpan): ReadWork<void> {
  const due = yield* rowsIn(ticketModel, { column: 'due', ...span });
  for (const ticket of due) if (!isOver(ticket)) touched.tickets.add(ticket.id);
}

const subjectSets = { project: 'projects', phase: 'phases', ticket: 'tickets' } as const;

function addSubject(touched: Touched, { subjectTable, subjectId }: Alert): void {
  if (subjectTable === 'user') touched.person(subjectId, 'all');
  else if (subjectTable === 'division') touched.division(subjectId, 'all');
  else touched[subjectSets[subjectTable]].add(subjectId);
}

function* addContents(touched: Touched, projectId: string, now: string): ReadWork<void> {
  const phases = yield* runReadingEffect(query(phaseModel, { projectId }));
  for (const { id } of phases) touched.phases.add(id);
  const tickets = yield* runReadingEffect(query(ticketModel, { projectId }));
  for (const { id, due } of tickets) if (due !== null && due <= now) touched.tickets.add(id);
}

function* addFree(touched: Touched, { week, divisionId }: FreeWeek): ReadWork<void> {
  const weeks = new Set([week]);
  const people = divisionId === null ? yield* allIds(userModel) : yield* membersOf(divisionId);
  for (const userId of people) touched.person(userId, weeks);
}

/** A division's load is that of its people. */
function* addDivisions(touched: Touched, userId: string, weeks: Weeks): ReadWork<void> {
  for (const divisionId of yield* divisionsOf(userId)) touched.division(divisionId, weeks);
}

/** The divisions that somebody belongs to, always in the same order. */
export function* divisionsOf(userId: string): ReadWork<readonly string[]> {
  const memberships = yield* runReadingEffect(query(membershipModel, { userId }));
  const ofDivisions = memberships.filter(({ groupTable }) => groupTable === 'division');
  return [...new Set(ofDivisions.map(({ groupId }) => groupId))].sort();
}

/** Who belongs to a division. */
export function* membersOf(divisionId: string): ReadWork<readonly string[]> {
  const memberships = yield* runReadingEffect(query(membershipModel, { groupId: divisionId }));
  return [...new Set(memberships.map(({ userId }) => userId))];
}
