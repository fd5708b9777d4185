import { dateOf, daysBetween } from '../dates.ts';
import type { Phase } from '../model/phase.ts';
import type { Project } from '../model/project.ts';
import type { Ticket } from '../model/ticket.ts';
import { isOver } from '../notices/ticket-notices.ts';
import { type Figure, nothingOf } from './alert-figure.ts';
import { type AlertRules, limitOf } from './alert-rules.ts';
import { isWatched } from './project-figures.ts';

const DAY_MS = 86_400_000;
/** A ticket that came to be due longer ago raises no alert any more: whoever imports old tickets knows it. */
export const OLDEST_DAYS = 7;

/** How late a phase is on a day. Without its project nothing is watched. */
export function phaseFigure(
  phase: Phase,
  project: Project | undefined,
  rules: AlertRules,
  today: string,
): Figure {
  const isOff = !rules['phase-late'].isOn || project === undefined || !isWatched(project);
  if (isOff || phase.status === 'done' || phase.endsOn === null) return nothingOf('phase-late');
  const value = daysBetween(phase.endsOn, today);
  const limit = limitOf('phase-late', rules);
  return { kind: 'phase-late', week: null, verdict: value > limit ? 'raise' : 'resolve', value, limit };
}

/** How late a ticket is at a moment. In a project that is put away nothing is watched. */
export function ticketFigure(
  ticket: Ticket,
  project: Project | undefined,
  rules: AlertRules,
  now: string,
): Figure {
  const isOff = !rules['ticket-overdue'].isOn || project?.status === 'archived';
  if (isOff || isOver(ticket) || ticket.due === null) return nothingOf('ticket-overdue');
  const limit = limitOf('ticket-overdue', rules);
  const late = Date.parse(now) - Date.parse(ticket.due) - limit * DAY_MS;
  const verdict = late <= 0 ? 'resolve' : late <= OLDEST_DAYS * DAY_MS ? 'raise' : 'leave';
  const value = daysBetween(dateOf(ticket.due), dateOf(now));
  return { kind: 'ticket-overdue', week: null, verdict, value, limit };
}
