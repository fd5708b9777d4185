import { expect, test } from 'vitest';
import type { GridRow } from './grid-rows.ts';
import { cellKey, cellsOf, type cleared, filled, type GridShape, moved, pasted } from './range-edits.ts';

const weeks = ['2026-03-02', '2026-03-09', '2026-03-16'];

function line(name: string): GridRow {
  return { kind: 'line', key: `line ${name}`, userId: name, projectId: 'p', phaseId: null };
}

const sums: GridRow = { kind: 'add', key: 'add', userId: 'ann' };
const shape: GridShape = { weeks, rows: [line('ann'), sums, line('ben'), line('cleo')] };
const all = { top: 0, bottom: 3, first: 0, last: 2 };
const hoursOf = ({ userId, week }: { userId: string; week: string }) =>
  userId.length * 10 + weeks.indexOf(week);

/** What is made of each cell, as `ben 1 = 8` for the second week. */
function said(edits: ReturnType<typeof cleared>): string[] {
  return edits.map(({ place, hours }) => `${place.userId} ${weeks.indexOf(place.week)} = ${hours}`);
}

test('rows of sums have no cells that hold hours', () => {
  expect(cellsOf(shape, all).map((places) => places.map(cellKey))).toEqual([
    ['ann p  2026-03-02', 'ann p  2026-03-09', 'ann p  2026-03-16'],
    ['ben p  2026-03-02', 'ben p  2026-03-09', 'ben p  2026-03-16'],
    ['cleo p  2026-03-02', 'cleo p  2026-03-09', 'cleo p  2026-03-16'],
  ]);
});

test('a range is filled with its first line, or on from any other cells', () => {
  const first = cellsOf(shape, { ...all, bottom: 0, last: 1 });
  const below = cellsOf(shape, { ...all, top: 1, last: 1 });
  expect(said(filled(first, below, hoursOf))).toEqual([
    'ben 0 = 30',
    'ben 1 = 31',
    'cleo 0 = 30',
    'cleo 1 = 31',
  ]);
  const before = cellsOf(shape, { ...all, bottom: 0, last: 0 });
  const two = cellsOf(shape, { ...all, bottom: 0, first: 1 });
  expect(said(filled(two, before, hoursOf, { line: 0, column: -1 }))).toEqual(['ann 0 = 32']);
});

test('cells that are moved leave nothing behind but where they are put', () => {
  const from = cellsOf(shape, { ...all, bottom: 0, last: 1 });
  const to = cellsOf(shape, { ...all, bottom: 0, first: 1 });
  expect(said(moved(from, to, hoursOf))).toEqual(['ann 0 = 0', 'ann 1 = 30', 'ann 2 = 31']);
});

test('what is pasted goes line under line, and rows of sums are passed over', () => {
  const { edits, notTaken } = pasted(shape, { ...all, bottom: 0, last: 0 }, [
    ['8', '4'],
    ['7,5', ''],
  ]);
  expect(said(edits)).toEqual(['ann 0 = 8', 'ann 1 = 4', 'ben 0 = 7.5', 'ben 1 = 0']);
  expect(notTaken).toEqual([]);
});

test('one cell fills the whole range', () => {
  const range = { top: 2, bottom: 3, first: 1, last: 2 };
  expect(said(pasted(shape, range, [['6']]).edits)).toEqual([
    'ben 1 = 6',
    'ben 2 = 6',
    'cleo 1 = 6',
    'cleo 2 = 6',
  ]);
});

test('what is no hours, or has no room, is named with its place and everything else is taken', () => {
  const at = { top: 3, bottom: 3, first: 1, last: 1 };
  const { edits, notTaken } = pasted(shape, at, [
    ['8', 'leave', '4'],
    ['=SUM(A1)', '2', ''],
  ]);
  expect(said(edits)).toEqual(['cleo 1 = 8']);
  expect(notTaken).toEqual([
    { line: 1, cell: 2, text: 'leave', why: 'no-hours' },
    { line: 1, cell: 3, text: '4', why: 'no-room' },
    { line: 2, cell: 1, text: '=SUM(A1)', why: 'no-hours' },
    { line: 2, cell: 2, text: '2', why: 'no-room' },
  ]);
  expect(pasted(shape, { ...all, top: 1, bottom: 1 }, [['8']]).notTaken).toHaveLength(1);
});
