import type { Random } from '../world/random.ts';

const words =
  'tap valve pump heater door lock light switch cable fan filter hose wall floor roof window desk chair'.split(
    ' ',
  );

export function someWords(random: Random, least: number, most: number): string {
  return Array.from({ length: random.between(least, most) }, () => random.pick(words) ?? 'tap').join(' ');
}

/** The text with a few words put in, taken out or replaced at one place, as somebody edits it. */
export function editText(random: Random, text: string): string {
  const parts = text === '' ? [] : text.split(' ');
  const place = random.between(0, parts.length);
  const removed = random.between(0, 2);
  const added =
    removed === 0 || random.chance(0.7) ? [`${someWords(random, 1, 2)}${random.between(1, 99)}`] : [];
  parts.splice(place, removed, ...added);
  return parts.join(' ');
}
