import { SqliteError } from 'better-sqlite3';
import { beforeEach, expect, test } from 'vitest';
import { DiskWatch } from './disk-watch.ts';

let told: string[];
let watch: DiskWatch;

beforeEach(() => {
  told = [];
  const events = { changed: () => told.push('changed'), broken: () => told.push('broken') };
  watch = new DiskWatch({ folder: '/home/ben/holdfast', repaired: undefined }, events);
});

test('S20: a full disk is told once, in plain words, until something was written', () => {
  const error = watch.failed(new SqliteError('database or disk is full', 'SQLITE_FULL'));
  expect(String(error)).toContain('The disk is full, and nothing was saved.');
  watch.failed(Object.assign(new Error('no space'), { code: 'ENOSPC' }));
  expect(watch.notice()).toEqual({ kind: 'full' });
  expect(told).toEqual(['changed']);
  watch.wrote();
  expect(watch.notice()).toBeUndefined();
  expect(told).toEqual(['changed', 'changed']);
});

test('S20: a folder that cannot be written to is named', () => {
  watch.failed(new Error('outer', { cause: new SqliteError('readonly', 'SQLITE_READONLY_DIRECTORY') }));
  expect(watch.notice()).toEqual({ kind: 'read-only', folder: '/home/ben/holdfast' });
});

test('S25: a broken file is replaced once; what is no fault of the disk stays as it is', () => {
  watch.failed(new SqliteError('malformed', 'SQLITE_CORRUPT_VTAB'));
  watch.failed(new SqliteError('malformed', 'SQLITE_CORRUPT'));
  expect(told).toEqual(['broken']);
  const other = new Error('something else');
  expect(watch.failed(other)).toBe(other);
  expect(watch.notice()).toBeUndefined();
});

test('S25: that a file was repaired is told, behind what hinders now', () => {
  const repaired = { kind: 'repaired' as const, at: 1, saved: 2, incomplete: false };
  const after = new DiskWatch({ folder: '', repaired }, { changed: () => {}, broken: () => {} });
  after.failed(new SqliteError('full', 'SQLITE_FULL'));
  expect(after.notice()).toEqual({ kind: 'full' });
  after.wrote();
  expect(after.notice()).toEqual(repaired);
});
