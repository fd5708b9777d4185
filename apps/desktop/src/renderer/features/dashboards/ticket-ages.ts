import { daysBetween } from '@holdfast/shared/dates.ts';

/** How old what is open is, the youngest first. */
export const ticketAges = ['week', 'month', 'quarter', 'older'] as const;
export type TicketAge = (typeof ticketAges)[number];

/** The last day of each age, in days. */
const lastDays: Readonly<Record<Exclude<TicketAge, 'older'>, number>> = { week: 7, month: 30, quarter: 90 };

/** The age of something of a day. */
export function ageOf(day: string, today: string): TicketAge {
  const days = daysBetween(day, today);
  if (days <= lastDays.week) return 'week';
  if (days <= lastDays.month) return 'month';
  return days <= lastDays.quarter ? 'quarter' : 'older';
}
