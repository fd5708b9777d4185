import { valueOn } from '@holdfast/shared/alerts/open-alert.ts';
import { dateOf } from '@holdfast/shared/dates.ts';
import { sameJson } from '@holdfast/shared/json.ts';
import { type Alert, alertSchema } from '@holdfast/shared/model/alert.ts';
import { formatTime } from '@holdfast/shared/times.ts';
import type { World } from '../world/world.ts';
import { type Expected, expectedFigures } from './alert-figures.ts';

/**
 * Invariant 13, once everything is quiet: an alert is raised where the rows say so and nowhere else, once
 * for each kind, subject and week, with their figure, and seen by those whose matter it is.
 */
export function* checkAlerts({ mirror, server, looksWithinMs }: World): Generator<string> {
  const [now, before] = [formatTime(server.now()), formatTime(server.now() - looksWithinMs)];
  const expected = expectedFigures(mirror, now);
  const earlier = expectedFigures(mirror, before);
  const raised = new Map<string, Alert>();
  for (const row of mirror.rows('alert')) {
    const alert = alertSchema.parse(row);
    if (alert.state !== 'raised') continue;
    const key = `${alert.kind} ${alert.subjectId} ${alert.week}`;
    if (raised.has(key)) yield `${key} is raised twice`;
    raised.set(key, alert);
  }
  for (const [key, alert] of raised) {
    const problem = problemOf(alert, expected.get(key), now);
    if (problem !== undefined) yield `${key} ${problem}`;
  }
  for (const [key, { figure }] of expected) {
    const isOverdue = figure.verdict === 'raise' && earlier.get(key)?.figure.verdict === 'raise';
    if (isOverdue && !raised.has(key)) yield `${key} is not raised, at ${figure.value} of ${figure.limit}`;
  }
}

/** What is wrong with a raised alert. Within its margin one lasts and none is raised. */
function problemOf(alert: Alert, expected: Expected | undefined, now: string): string | undefined {
  if (expected === undefined) return 'is raised, though there is nothing to watch';
  const { figure, divisionIds, ownerId } = expected;
  if (figure.verdict === 'resolve') return `is raised, at ${figure.value} of ${figure.limit}`;
  const value = valueOn(alert, dateOf(now));
  if (value !== figure.value || alert.limit !== figure.limit)
    return `says ${value} of ${alert.limit}, and it is ${figure.value} of ${figure.limit}`;
  if (!sameJson([...alert.divisionIds].sort(), [...divisionIds]) || alert.ownerId !== ownerId)
    return `is for ${alert.divisionIds} and ${alert.ownerId}, not for ${divisionIds} and ${ownerId}`;
  return undefined;
}
