import { momentFinder, wallClock } from '@holdfast/shared/import/wall-moment.ts';

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
  const toMoment = momentFinder(timeZone);
  return (text) => {
    const groups = pattern.exec(text.trim())?.groups;
    const wall = groups === undefined ? undefined : wallOf(groups);
    return wall === undefined ? undefined : toMoment(wall);
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
function wallOf(groups: Record<string, string | undefined>): number | undefined {
  const part = (name: string): number => Number(groups[name] ?? 0);
  const half = groups.half?.toLowerCase();
  if (half !== undefined && (part('hour') < 1 || part('hour') > 12)) return undefined;
  const hour = half === undefined ? part('hour') : (part('hour') % 12) + (half === 'pm' ? 12 : 0);
  return wallClock([part('year'), part('month'), part('day')], [hour, part('minute'), part('second')]);
}
