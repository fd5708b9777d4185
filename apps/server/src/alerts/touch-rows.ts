import { mondayOf } from '@holdfast/shared/dates.ts';
import type { RowData } from '@holdfast/shared/effect/operations.ts';
import { alertRuleSchema } from '@holdfast/shared/model/alert-rule.ts';
import type { RowChange } from '../sync/row-changes.ts';
import type { FreeWeek, Touched } from './touched.ts';

type Touch = (change: RowChange, touched: Touched, now: string) => void;

/** Notes whose figures the changes of one mutation may have moved. `now` is the moment of the transaction. */
export function touchRows(changes: Iterable<RowChange>, touched: Touched, now: string): boolean {
  let isAny = false;
  for (const change of changes) {
    const touch = touches.get(change.table);
    touch?.(change, touched, now);
    isAny ||= touch !== undefined;
  }
  return isAny;
}

/** By table: all others move no figure. */
const touches = new Map<string, Touch>([
  ['project', touchProject],
  ['phase', touchPhase],
  ['ticket', touchTicket],
  ['assignment', touchAssignment],
  ['work_hours', ({ id }, touched) => touched.person(id, 'all')],
  ['absence', touchAbsence],
  ['user', touchUser],
  ['membership', touchMembership],
  ['holiday', touchHoliday],
  ['division', ({ id, after }, touched) => after ?? touched.division(id, 'all')],
  ['alert_rule', ({ after }, touched) => after && touched.kinds.add(alertRuleSchema.parse(after).kind)],
]);

function touchProject(change: RowChange, touched: Touched): void {
  touched.projects.add(change.id);
  // Nothing can belong to a project that has just come to be.
  if (change.before !== undefined && differs(change, 'divisionId', 'ownerId', 'status', 'stage'))
    touched.contents.add(change.id);
}

function touchPhase(change: RowChange, touched: Touched): void {
  if (differs(change, 'status', 'endsOn', 'projectId')) touched.phases.add(change.id);
}

/** Most tickets are due some day or never: only of those that were due by now something can be said. */
function touchTicket({ id, before, after }: RowChange, touched: Touched, now: string): void {
  if (wasDue(before, now) || wasDue(after, now)) touched.tickets.add(id);
}

function wasDue(ticket: RowData | undefined, now: string): boolean {
  return typeof ticket?.due === 'string' && ticket.due <= now;
}

function touchAssignment(change: RowChange, touched: Touched): void {
  const row = change.after ?? change.before;
  if (differs(change, 'hours')) touched.person(String(row?.userId), new Set([String(row?.week)]));
}

function touchAbsence({ before, after }: RowChange, touched: Touched): void {
  for (const row of [before, after]) if (row !== undefined) touched.person(String(row.userId), 'all');
}

function touchUser(change: RowChange, touched: Touched): void {
  if (change.before !== undefined && differs(change, 'disabled')) touched.person(change.id, 'all');
}

function touchMembership(change: RowChange, touched: Touched): void {
  if (!differs(change, 'userId', 'groupId')) return;
  for (const row of [change.before, change.after]) {
    if (row?.groupTable !== 'division') continue;
    touched.person(String(row.userId), 'all');
    touched.division(String(row.groupId), 'all');
  }
}

function touchHoliday({ before, after }: RowChange, touched: Touched): void {
  for (const row of [before, after]) if (row !== undefined) touched.freeWeek(freeWeekOf(row));
}

function freeWeekOf({ day, divisionId }: RowData): FreeWeek {
  return { week: mondayOf(String(day)), divisionId: typeof divisionId === 'string' ? divisionId : null };
}

/** Whether the row came, went, or changed in one of these fields. */
function differs({ before, after }: RowChange, ...fields: readonly string[]): boolean {
  if (before === undefined || after === undefined) return true;
  return fields.some((field) => before[field] !== after[field]);
}
