/** The parts of a date that a format may ask for. */
const tokens: Readonly<Record<string, string>> = {
  yyyy: '(?<year>\\d{4})',
  MM: '(?<month>\\d{2})',
  dd: '(?<day>\\d{2})',
  HH: '(?<hour>\\d{2})',
  hh: '(?<hour>\\d{2})',
  mm: '(?<minute>\\d{2})',
  ss: '(?<second>\\d{2})',
  a: '(?<half>[AaPp][Mm])',
};

/**
 * Makes a parser of dates in a format of the tokens above, such as `MM/dd/yyyy hh:mm:ss a`, shown by
 * the clocks of an IANA time zone. The parser gives milliseconds since 1970, or nothing for what is
 * no such date. A time that the clocks show twice is taken as the first, one that they skip as the
 * moment after the skip.
 * @throws Error when the format or the time zone cannot be used
 */
export function zonedDateParser(format: string, timeZone: string): (text: string) => number | undefined {
  const pattern = new RegExp(`^${patternOf(format)}$`);
  const offsetAt = offsetReader(timeZone);
  return (text) => {
    const groups = pattern.exec(text.trim())?.groups;
    const wall = groups === undefined ? undefined : wallClock(groups);
    return wall === undefined ? undefined : toMoment(wall, offsetAt);
  };
}

function patternOf(format: string): string {
  return format
    .split(/([A-Za-z]+)/)
    .map((piece) => {
      if (!/^[A-Za-z]/.test(piece)) return piece.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
      const known = tokens[piece];
      if (known === undefined) throw new Error(`The date format cannot use "${piece}".`);
      return known;
    })
    .join('');
}

/** What the clock shows, as if it were UTC; nothing if no clock shows it. */
function wallClock(groups: Record<string, string | undefined>): number | undefined {
  const part = (name: string): number => Number(groups[name] ?? 0);
  const half = groups.half?.toLowerCase();
  if (half !== undefined && (part('hour') < 1 || part('hour') > 12)) return undefined;
  const hour = half === undefined ? part('hour') : (part('hour') % 12) + (half === 'pm' ? 12 : 0);
  const [month, day] = [part('month'), part('day')];
  const wall = Date.UTC(part('year'), month - 1, day, hour, part('minute'), part('second'));
  const date = new Date(wall);
  // 31 April would silently become 1 May.
  const isReal = date.getUTCMonth() === month - 1 && date.getUTCDate() === day && date.getUTCHours() === hour;
  return isReal && part('minute') < 60 && part('second') < 60 ? wall : undefined;
}

/** Tries the offsets that hold around the day: the right one maps back onto the clock. */
function toMoment(wall: number, offsetAt: (ms: number) => number): number {
  const day = 86_400_000;
  const [before, after] = [offsetAt(wall - day), offsetAt(wall + day)];
  const candidates = [wall - before, wall - after];
  const fitting = candidates.filter((ms) => ms + offsetAt(ms) === wall);
  return fitting.length > 0 ? Math.min(...fitting) : wall - before;
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
