/** Until when something may be put off, in the order in which it is offered. */
export const snoozes = ['hour', 'evening', 'tomorrow', 'week'] as const;
export type Snooze = (typeof snoozes)[number];

const MORNING = 9;
const EVENING = 18;
const HOUR_MS = 60 * 60 * 1_000;

/** When each of them ends, by the clocks of this device. The evening only while it is some way off. */
export function snoozeTimes(now: Date): readonly { readonly snooze: Snooze; readonly until: Date }[] {
  const times = snoozes.map((snooze) => ({ snooze, until: endOf(snooze, now) }));
  return times.filter(
    ({ snooze, until }) => snooze !== 'evening' || until.getTime() - now.getTime() > HOUR_MS,
  );
}

function endOf(snooze: Snooze, now: Date): Date {
  if (snooze === 'hour') return new Date(now.getTime() + HOUR_MS);
  if (snooze === 'evening') return at(now, 0, EVENING);
  if (snooze === 'tomorrow') return at(now, 1, MORNING);
  return at(now, daysToMonday(now), MORNING);
}

/** An hour of a day as the clocks there show it, whether or not they are put forward or back before it. */
function at(now: Date, days: number, hour: number): Date {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, hour);
}

/** On a Monday the next one. */
function daysToMonday(now: Date): number {
  return (8 - now.getDay()) % 7 || 7;
}
