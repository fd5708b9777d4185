import type { Said, SaidValue } from '@holdfast/shared/entity/said.ts';
import i18next from 'i18next';
import { dateWriter } from '../ui/locale.ts';

/** Days have no time zone. */
const writeDay = dateWriter({ dateStyle: 'medium', timeZone: 'UTC' });

/** Says what a change does in the language of the page (`words/changes`). */
export function say({ key, values = {} }: Said): string {
  return i18next.t(key, { ns: 'changes', ...inWords(values) });
}

function inWords(values: Readonly<Record<string, SaidValue>>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, wordsOf(name, value)]));
}

function wordsOf(name: string, value: SaidValue): string {
  if (typeof value === 'string') return name === 'day' ? dayWords(value) : value;
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
