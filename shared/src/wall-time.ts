/** What the clocks of a place show. */
export interface WallTime {
  /** 0 for Sunday. */
  readonly weekday: number;
  /** Of the day, from 0. */
  readonly minute: number;
}

const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

const formats = new Map<string, Intl.DateTimeFormat>();

/** Whether it is a time zone that this machine knows, such as `Europe/Berlin`. */
export function isTimeZone(zone: string): boolean {
  try {
    return formatIn(zone).resolvedOptions().timeZone !== '';
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/**
 * What clocks show in a time zone at a moment, in milliseconds since 1970. In UTC where this machine
 * does not know the zone: its tables may be older than those of the machine on which it was chosen.
 */
export function wallTimeIn(zone: string, at: number): WallTime {
  const parts = new Map(
    formatIn(isTimeZone(zone) ? zone : 'UTC')
      .formatToParts(at)
      .map(({ type, value }) => [type, value] as const),
  );
  const minute = Number(parts.get('hour')) * 60 + Number(parts.get('minute'));
  return { weekday: weekdays.indexOf(parts.get('weekday') ?? ''), minute };
}

/** @throws RangeError where the zone is not known */
function formatIn(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
  });
  formats.set(timeZone, format);
  return format;
}
