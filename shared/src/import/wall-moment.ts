const DAY_MS = 86_400_000;

/** What a clock shows, as if it were UTC; nothing if no clock shows it: 31 April would silently become 1 May. */
export function wallClock(
  [year, month, day]: readonly [number, number, number],
  [hour, minute, second]: readonly [number, number, number] = [0, 0, 0],
): number | undefined {
  const wall = Date.UTC(year, month - 1, day, hour, minute, second);
  const date = new Date(wall);
  const isReal = date.getUTCMonth() === month - 1 && date.getUTCDate() === day && date.getUTCHours() === hour;
  return isReal && minute < 60 && second < 60 ? wall : undefined;
}

/**
 * Finds the moment at which the clocks of an IANA time zone show something. A time that they show
 * twice is taken as the first, one that they skip as the moment after the skip.
 * @throws RangeError where the zone is not known
 */
export function momentFinder(timeZone: string): (wall: number) => number {
  const offsetAt = offsetReader(timeZone);
  return (wall) => {
    const [before, after] = [offsetAt(wall - DAY_MS), offsetAt(wall + DAY_MS)];
    const fitting = [wall - before, wall - after].filter((ms) => ms + offsetAt(ms) === wall);
    return fitting.length > 0 ? Math.min(...fitting) : wall - before;
  };
}

/** Reads by how much a zone's clocks were ahead of UTC at a moment, in milliseconds. */
function offsetReader(timeZone: string): (ms: number) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  return (ms) => {
    const parts = Object.fromEntries(
      format.formatToParts(ms).map(({ type, value }) => [type, Number(value)]),
    );
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
    return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(ms / 1000) * 1000;
  };
}
