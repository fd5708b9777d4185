import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { texts } from './texts.ts';

const root = path.resolve(import.meta.dirname, '../../../../..');
const sources = ['shared/src/**/*.ts', 'apps/desktop/src/engine/**/*.ts'];
const outside = /\.test\.ts$|\/test-support\/|\/host\//;

/** Faults of the app and not of a person's doing: nobody is told them in the course of their work. */
const faults =
  /^(There is no (table|change|request|call|topic) |Connecting again under |A \{\{\}\} (cannot be looked up|has no text))/;

const refusals = /\b(?:HoldfastError\(\s*'[A-Z_]+',|notAllowed\(|notUndone\(|error:)\s*(['`])([A-Z].*?)\1/gs;

test('there are words for every sentence with which the rules and the engine refuse something', () => {
  const said = globSync(sources, { cwd: root })
    .filter((file) => !outside.test(file))
    .flatMap((file) => [...readFileSync(path.join(root, file), 'utf8').matchAll(refusals)])
    .map(([, , sentence = '']) => shapeOf(sentence.replaceAll(/\$\{.*?\}/g, '{{}}')))
    .filter((sentence) => !faults.test(sentence));
  const known = new Set(Object.values(texts).map((text) => shapeOf(text.replaceAll(/\{\{.*?\}\}/g, '{{}}'))));
  expect(said.length).toBeGreaterThan(30);
  expect([...new Set(said)].filter((sentence) => !known.has(sentence))).toEqual([]);
});

function shapeOf(text: string): string {
  return text.replaceAll(/\s+/g, ' ');
}
