import { addDays } from '../dates.ts';
import { momentFinder, wallClock } from './wall-moment.ts';

/** How dates such as 03/04/2026 are meant. */
export const dateOrders = ['day-first', 'month-first'] as const;
export type DateOrder = (typeof dateOrders)[number];

/** What a clock of some place shows, as if it were UTC; `zone` how far it is ahead, where the text says so. */
interface Read {
  readonly wall: number;
  readonly aheadMs?: number;
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const clock =
  '(?:[T ,]+(?<hour>\\d{1,2}):(?<minute>\\d{2})(?::(?<second>\\d{2})(?:[.,](?<fraction>\\d{1,9}))?)?)?';
const half = '\\s*(?<half>[AaPp]\\.?[Mm]\\.?)?';
const zone = '\\s*(?<zone>Z|[+-]\\d{2}:?\\d{2})?';
/** 2026-03-02, with a time and a zone or without. */
const iso = new RegExp(`^(?<year>\\d{4})-(?<month>\\d{2})-(?<day>\\d{2})${clock}${half}${zone}$`);
/** 02/Mar/26 9:15 AM, as Jira writes it. */
const named = new RegExp(`^(?<day>\\d{1,2})[/ -](?<name>[A-Za-z]{3})[/ -](?<year>\\d{2,4})${clock}${half}$`);
/** 2.3.2026 */
const dotted = new RegExp(`^(?<day>\\d{1,2})\\.(?<month>\\d{1,2})\\.(?<year>\\d{4})${clock}${half}$`);
/** 02/03/2026 */
const slashed = new RegExp(`^(?<first>\\d{1,2})/(?<second_>\\d{1,2})/(?<year>\\d{4})${clock}${half}$`);

type Groups = Readonly<Record<string, string | undefined>>;

/** Makes a reader of moments: milliseconds since 1970, or nothing for what is no date. Times without a zone are those of `timeZone`. */
export function momentReader(order: DateOrder, timeZone: string): (text: string) => number | undefined {
  const toMoment = momentFinder(timeZone);
  return (text) => {
    const read = readDate(text, order);
    if (read === undefined) return undefined;
    return read.aheadMs === undefined ? toMoment(read.wall) : read.wall - read.aheadMs;
  };
}

/** The day that a text names, as `2026-03-02`; of a time its day as it is written. */
export function readDay(text: string, order: DateOrder): string | undefined {
  const read = readDate(text, order);
  return read === undefined ? undefined : new Date(read.wall).toISOString().slice(0, 10);
}

/** A week as `2026-W10` by its Monday (ISO 8601). */
export function readWeek(text: string): string | undefined {
  const groups = /^(?<year>\d{4})-?W(?<week>\d{2})$/i.exec(text)?.groups;
  const week = Number(groups?.week ?? 0);
  if (groups === undefined || week < 1 || week > 53) return undefined;
  const fourth = `${groups.year}-01-04`;
  const weekday = (new Date(`${fourth}T00:00:00Z`).getUTCDay() + 6) % 7;
  return addDays(fourth, (week - 1) * 7 - weekday);
}

function readDate(text: string, order: DateOrder): Read | undefined {
  const trimmed = text.trim();
  for (const pattern of [iso, named, dotted, slashed]) {
    const groups = pattern.exec(trimmed)?.groups;
    if (groups !== undefined) return readGroups(groups, order);
  }
  return undefined;
}

function readGroups(groups: Groups, order: DateOrder): Read | undefined {
  const time = readTime(groups);
  const second = time && wallClock(dayOf(groups, order), time);
  if (second === undefined || second < 0) return undefined;
  const wall = second + Math.floor(Number(`0.${groups.fraction ?? 0}`) * 1000);
  return groups.zone === undefined ? { wall } : { wall, aheadMs: aheadOf(groups.zone) };
}

function dayOf(groups: Groups, order: DateOrder): [number, number, number] {
  const year = Number(groups.year);
  const whole = year < 100 ? 2000 + year : year;
  if (groups.name !== undefined)
    return [whole, months.indexOf(groups.name.toLowerCase()) + 1, Number(groups.day)];
  if (groups.first === undefined) return [whole, Number(groups.month), Number(groups.day)];
  const both = [Number(groups.first), Number(groups.second_)] as const;
  const [day, month] = order === 'day-first' ? both : [both[1], both[0]];
  return [whole, month, day];
}

function readTime(groups: Groups): [number, number, number] | undefined {
  const hour = Number(groups.hour ?? 0);
  const part = groups.half?.toLowerCase();
  if (part !== undefined && (hour < 1 || hour > 12)) return undefined;
  const ofDay = part === undefined ? hour : (hour % 12) + (part.startsWith('p') ? 12 : 0);
  return [ofDay, Number(groups.minute ?? 0), Number(groups.second ?? 0)];
}

function aheadOf(text: string): number {
  if (text === 'Z') return 0;
  const digits = text.replace(':', '');
  const minutes = Number(digits.slice(1, 3)) * 60 + Number(digits.slice(3));
  return (digits.startsWith('-') ? -1 : 1) * minutes * 60_000;
}
