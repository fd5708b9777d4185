import type { Said, SaidValue } from '@holdfast/shared/entity/said.ts';
import i18next from 'i18next';
import { dateWriter, writeNumber } from '../ui/locale.ts';

/** Days have no time zone. */
const writeDay = dateWriter({ dateStyle: 'medium', timeZone: 'UTC' });

/** Says what a change does in the language of the page (`words/changes`). */
export function say({ key, values = {} }: Said): string {
  return i18next.t(key, { ns: 'changes', ...inWords(values) });
}

/** Values that are written as in this place, by the names under which they are put in. */
const writers: Readonly<Record<string, (value: string) => string>> = {
  day: dayWords,
  hours: (hours) => writeNumber(Number(hours)),
  money: (hundredths) =>
    writeNumber(Number(hundredths) / 100, { minimumFractionDigits: 2, maximumFractionDigits: 2 }),
  percent: (percent) => writeNumber(Number(percent) / 100, { style: 'percent', maximumFractionDigits: 2 }),
};

function inWords(values: Readonly<Record<string, SaidValue>>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, wordsOf(name, value)]));
}

function wordsOf(name: string, value: SaidValue): string {
  if (typeof value === 'string') return writers[name]?.(value) ?? value;
  return isOne(value) ? say(value) : value.map(say).reduce(join, '');
}

function isOne(value: Said | readonly Said[]): value is Said {
  return 'key' in value;
}

function join(before: string, last: string): string {
  return before === '' ? last : i18next.t('and', { ns: 'changes', before, last });
}

function dayWords(day: string): string {
  const moment = new Date(day);
  return Number.isNaN(moment.getTime()) ? day : writeDay(moment);
}
