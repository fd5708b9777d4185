import { type Alert, alertSchema } from '@holdfast/shared/model/alert.ts';
import type { Mirror, RowWrite } from '../world/mirror.ts';
import { expectedFigures } from './alert-figures.ts';

/** Comes again so soon what is the same matter, in milliseconds. */
const RETURN_MS = 24 * 3_600_000;
const inPercent = new Set(['overspent', 'forecast-over', 'person-over', 'division-over']);

/**
 * Invariant 13 as alerts change, before the writes of one change are applied: what returns within a day is
 * taken up again and not raised anew.
 */
export function* checkReturns(mirror: Mirror, writes: readonly RowWrite[]): Generator<string> {
  for (const alert of alertsIn(writes)) {
    if (mirror.row('alert', alert.id) !== undefined) continue;
    const past = [...mirror.rows('alert')].map((row) => alertSchema.parse(row));
    const again = past.find((other) => isSame(other, alert) && isRecent(other, alert));
    if (again !== undefined)
      yield `${nameOf(alert)} is raised anew, and ${again.id} has ended less than a day ago`;
  }
}

/** After the writes were applied: what ended is back by a margin of 5 points, so that it does not come and go. */
export function* checkEnds(mirror: Mirror, before: readonly Alert[]): Generator<string> {
  for (const alert of before) {
    const endedAt = mirror.row('alert', alert.id)?.resolvedAt;
    if (!inPercent.has(alert.kind) || typeof endedAt !== 'string') continue;
    const figures = expectedFigures(mirror, endedAt);
    const figure = figures.get(nameOf(alert))?.figure;
    if (figure?.value === undefined || figure.limit !== alert.limit) continue;
    const margin = Math.min(5, alert.limit / 2) - 0.1;
    if (figure.value > alert.limit - margin)
      yield `${nameOf(alert)} has ended at ${figure.value} of ${alert.limit}`;
  }
}

/** The alerts among the rows of a change that stand before it as raised. */
export function raisedAmong(mirror: Mirror, writes: readonly RowWrite[]): Alert[] {
  return alertsIn(writes).flatMap(({ id }) => {
    const row = mirror.row('alert', id);
    return row?.state === 'raised' ? [alertSchema.parse(row)] : [];
  });
}

function alertsIn(writes: readonly RowWrite[]): Alert[] {
  return writes.flatMap(({ table, data }) =>
    table === 'alert' && data !== undefined ? [alertSchema.parse(data)] : [],
  );
}

function nameOf({ kind, subjectId, week }: Alert): string {
  return `${kind} ${subjectId} ${week}`;
}

function isSame(one: Alert, other: Alert): boolean {
  return nameOf(one) === nameOf(other);
}

function isRecent({ resolvedAt }: Alert, { raisedAt }: Alert): boolean {
  return resolvedAt !== null && Date.parse(raisedAt) - Date.parse(resolvedAt) < RETURN_MS;
}
