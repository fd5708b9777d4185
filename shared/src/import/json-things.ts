import type { Json } from '../json.ts';

/**
 * The things of a JSON text: those of its list, or one on each line.
 * @throws SyntaxError for what is neither
 */
export function jsonThings(text: string): readonly Json[] {
  const whole = text.replace(/^\ufeff/, '').trim();
  if (whole.startsWith('[')) {
    const list: Json = JSON.parse(whole);
    return Array.isArray(list) ? list : [list];
  }
  return whole
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line): Json => JSON.parse(line));
}

/** The names of the fields of things, in the order in which they first stand there: the header of a list. */
export function jsonColumns(things: readonly Json[]): readonly string[] {
  const names = new Set<string>();
  for (const thing of things) {
    if (typeof thing !== 'object' || thing === null || Array.isArray(thing)) continue;
    for (const name of Object.keys(thing)) names.add(name);
  }
  return [...names];
}
