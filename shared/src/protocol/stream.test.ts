import { expect, test } from 'vitest';
import { entrySchema, wireRowSchema } from './stream.ts';

const entry = { scope: 'desk', table: 'ticket', id: 'a', version: 1 };
const row = { table: 'ticket', id: 'a', version: 1, data: { id: 'a' } };

test('S12: entries and rows that are whole are taken as they are', () => {
  for (const good of [entry, { ...entry, gone: true }]) expect(entrySchema.parse(good)).toEqual(good);
  expect(wireRowSchema.parse(row)).toEqual(row);
});

test('S12: entries and rows that lack a part, or hold a wrong one, are refused', () => {
  const wrong = { table: 1, id: null, version: 0 };
  for (const [field, value] of Object.entries(wrong)) {
    for (const bad of [value, undefined]) {
      expect(entrySchema.safeParse({ ...entry, [field]: bad }).success).toBe(false);
      expect(wireRowSchema.safeParse({ ...row, [field]: bad }).success).toBe(false);
    }
  }
  for (const bad of [
    { ...entry, scope: 1 },
    { ...entry, gone: 'yes' },
    { ...entry, version: 1.5 },
    null,
    'entry',
  ])
    expect(entrySchema.safeParse(bad).success).toBe(false);
  for (const bad of [{ ...row, data: [] }, { ...row, data: null }, { ...row, data: 'x' }, []])
    expect(wireRowSchema.safeParse(bad).success).toBe(false);
});
