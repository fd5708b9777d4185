import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { mutations } from '@holdfast/shared/registry.generated.ts';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { texts } from './texts.ts';

const shared = path.resolve(import.meta.dirname, '../../../../../shared/src');
const sources = ['mutations', 'entity'].flatMap((folder) =>
  readdirSync(path.join(shared, folder))
    .filter((file) => !file.endsWith('.test.ts'))
    .map((file) => readFileSync(path.join(shared, folder, file), 'utf8')),
);

test('there are words for all that is said of changes', () => {
  const keys = sources.flatMap((source) =>
    [...source.matchAll(/\bsaid\(([^{}]*?)(?:, \{|\))/g)].flatMap(keysIn),
  );
  expect(keys.length).toBeGreaterThan(40);
  expect(keys.filter((key) => !(key in texts))).toEqual([]);
});

test('every field that can be changed has a name', () => {
  const fields = mutations.flatMap(({ args }) => changedFields(args));
  expect(fields.length).toBeGreaterThan(10);
  expect(fields.filter((field) => !(`field.${field}` in texts))).toEqual([]);
});

function keysIn([, first = '']: RegExpMatchArray): string[] {
  return [...first.matchAll(/'([^']+)'/g)].map(([, key = '']) => key);
}

function changedFields(args: z.ZodType): string[] {
  const changes = args instanceof z.ZodObject ? args.shape.changes : undefined;
  return changes instanceof z.ZodObject ? Object.keys(changes.shape) : [];
}
