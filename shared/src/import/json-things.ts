import type { Json } from '../json.ts';
import { type BadLine, shortened } from './problem.ts';

/** A thing of a JSON file, and which one it is, from 1. */
export interface JsonThing {
  readonly line: number;
  readonly thing: Json;
}

/** Reads the text of one thing. One that is no JSON is named. */
export function readThing(text: string, line: number): JsonThing | BadLine {
  try {
    return { line, thing: JSON.parse(text) };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { line, problem: { key: 'unreadable', values: { detail: shortened(text) } } };
  }
}

/** The names of the fields of things, in the order in which they first stand there: the header of a list. */
export function jsonColumns(things: readonly (JsonThing | BadLine)[]): readonly string[] {
  const names = new Set<string>();
  for (const item of things) {
    const thing = 'thing' in item ? item.thing : null;
    if (typeof thing !== 'object' || thing === null || Array.isArray(thing)) continue;
    for (const name of Object.keys(thing)) names.add(name);
  }
  return [...names];
}
