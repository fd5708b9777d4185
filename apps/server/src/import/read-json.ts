import { createReadStream } from 'node:fs';
import { JsonSplitter } from '@holdfast/shared/import/json-splitter.ts';
import { type JsonThing, readThing } from '@holdfast/shared/import/json-things.ts';
import type { BadLine } from '@holdfast/shared/import/problem.ts';

/** The things of a JSON file: of its list, or one after the other. */
export async function readJson(file: string): Promise<readonly (JsonThing | BadLine)[]> {
  const things: (JsonThing | BadLine)[] = [];
  const splitter = new JsonSplitter();
  const take = (texts: readonly string[]) => {
    for (const text of texts) things.push(readThing(text, things.length + 1));
  };
  for await (const piece of createReadStream(file, 'utf8')) take(splitter.push(String(piece)));
  take(splitter.end());
  return things;
}
