import { dateOf } from '../dates.ts';
import { sameJson } from '../json.ts';
import type { Alert } from '../model/alert.ts';
import type { Figure } from './alert-figure.ts';
import { valueOn } from './open-alert.ts';

/** What comes again so soon after its alert was resolved is the same matter, in milliseconds. */
export const RETURN_MS = 24 * 3_600_000;

/** What an alert is about, and whose matter it is. */
export type AlertPlace = Pick<Alert, 'subjectTable' | 'subjectId' | 'divisionIds' | 'ownerId'>;

/** The moment, and where ids come from. */
export interface SettleAt {
  readonly now: string;
  readonly newId: () => string;
}

/** A row to write: made where there is none of before. */
export interface AlertChange {
  readonly before: Alert | undefined;
  readonly after: Alert;
}

/**
 * What a figure makes of the alerts that there are of its kind, subject and week: raises one, updates it while
 * it lasts, resolves it when its cause is gone, and takes up again what was resolved less than a day ago.
 * There is never more than one that is raised.
 */
export function settleAlert(
  past: readonly Alert[],
  figure: Figure,
  place: AlertPlace,
  at: SettleAt,
): AlertChange | undefined {
  const raised = past.find(({ state }) => state === 'raised');
  if (raised !== undefined)
    return changeOf(raised, { ...goOn(raised, figure, at.now), ...audienceOf(place) });
  if (figure.verdict !== 'raise' || figure.value === undefined) return undefined;
  const { value, limit } = figure;
  const again = past.find(({ resolvedAt }) => isRecent(resolvedAt, at.now));
  if (again === undefined) return { before: undefined, after: fresh(figure, value, place, at) };
  const news = { state: 'raised', resolvedAt: null, returns: again.returns + 1, value, limit } as const;
  return { before: again, after: { ...again, ...news, ...audienceOf(place), updatedAt: at.now } };
}

/** What is known of a subject now. */
export interface Judged {
  /** Nothing where it is gone, or nobody's matter any more. */
  readonly place: AlertPlace | undefined;
  /** One of each kind and week that was looked at; other alerts of the subject go on. */
  readonly figures: readonly Figure[];
  /** The weeks that are watched: alerts of others are over. */
  readonly weeks?: readonly string[];
}

/** What becomes of the alerts that there are of a subject, and which are raised anew. */
export function settleSubject(
  past: readonly Alert[],
  { place, figures, weeks }: Judged,
  at: SettleAt,
): readonly AlertChange[] {
  const isOver = (alert: Alert) => place === undefined || isPast(alert, weeks);
  const goingOn = past.filter((alert) => !isOver(alert));
  const settled = figures.flatMap((figure) => {
    const same = goingOn.filter(({ kind, week }) => kind === figure.kind && week === figure.week);
    return place === undefined ? [] : (settleAlert(same, figure, place, at) ?? []);
  });
  const ids = new Set(settled.map(({ after }) => after.id));
  const others = past.filter(({ id }) => !ids.has(id));
  const rest = others.map((alert) => changeOf(alert, moved(alert, place, isOver(alert), at.now)));
  return [...settled, ...rest.filter((change) => change !== undefined)];
}

function isPast({ week }: Alert, weeks: readonly string[] | undefined): boolean {
  return week !== null && weeks !== undefined && !weeks.includes(week);
}

/** Those whose matter it is by now see an alert, also one of before, and nobody else. */
function moved(alert: Alert, place: AlertPlace | undefined, isOver: boolean, now: string): Alert {
  const after = isOver && alert.state === 'raised' ? resolveAlert(alert, now) : alert;
  return place === undefined ? after : { ...after, ...audienceOf(place) };
}

/** Its cause is gone, or what it was about. */
function resolveAlert(alert: Alert, now: string): Alert {
  return { ...alert, state: 'resolved', resolvedAt: now };
}

function goOn(alert: Alert, { verdict, value, limit }: Figure, now: string): Alert {
  if (verdict === 'resolve' || value === undefined) return resolveAlert(alert, now);
  const isSame = valueOn(alert, dateOf(now)) === value && alert.limit === limit;
  return isSame ? alert : { ...alert, value, limit, updatedAt: now };
}

function fresh(
  { kind, week, limit }: Figure,
  value: number,
  place: AlertPlace,
  { now, newId }: SettleAt,
): Alert {
  const { subjectTable, subjectId } = place;
  return {
    id: newId(),
    kind,
    subjectTable,
    subjectId,
    week,
    ...audienceOf(place),
    state: 'raised',
    value,
    limit,
    raisedAt: now,
    updatedAt: now,
    resolvedAt: null,
    returns: 0,
    acknowledgedBy: null,
    acknowledgedAt: null,
    snoozedUntil: null,
    assigneeId: null,
  };
}

function audienceOf({ divisionIds, ownerId }: AlertPlace): Pick<Alert, 'divisionIds' | 'ownerId'> {
  return { divisionIds, ownerId };
}

function isRecent(resolvedAt: string | null, now: string): boolean {
  return resolvedAt !== null && Date.parse(now) - Date.parse(resolvedAt) < RETURN_MS;
}

function changeOf(before: Alert, after: Alert): AlertChange | undefined {
  return sameJson(before, after) ? undefined : { before, after };
}
