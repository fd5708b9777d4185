import type { User } from '@holdfast/shared/model/user.ts';
import { expect, test } from 'vitest';
import { type Crew, type GridRow, gridRows } from './grid-rows.ts';

const at = '2026-03-02T08:00:00.000Z';

function person(id: string, name: string): User {
  return { id, name, email: `${id}@example.org`, role: 'agent', disabled: false, createdAt: at };
}

const crew: Crew = {
  people: [person('ann', 'Ann Lee'), person('ben', 'Ben Lee'), person('cleo', 'Cleo Ray')],
  divisions: [
    { id: 'north', name: 'North', createdAt: at },
    { id: 'south', name: 'South', createdAt: at },
  ],
  members: new Map([
    ['north', new Set(['ben', 'gone'])],
    ['south', new Set(['ben'])],
  ]),
  hasGroups: true,
};
const nothing = { text: '', divisionIds: [], openIds: new Set<string>(), linesOf: () => [] };

function said(rows: readonly GridRow[]): string[] {
  return rows.map((row) => ('userIds' in row ? `${row.key}: ${row.userIds.join(' ')}` : row.key));
}

test('everybody stands once, under the first of their divisions, and counts in each of them', () => {
  expect(said(gridRows(crew, nothing))).toEqual([
    'everybody: ann ben cleo',
    'division north: ben',
    'person ben',
    'division south: ben',
    'division none: ann cleo',
    'person ann',
    'person cleo',
  ]);
});

test('whoever is searched for stands under their division, whose sum stays whole', () => {
  expect(said(gridRows(crew, { ...nothing, text: 'le ann' }))).toEqual([
    'everybody: ann ben cleo',
    'division none: ann cleo',
    'person ann',
  ]);
});

test('of chosen divisions only their people are there', () => {
  expect(said(gridRows(crew, { ...nothing, divisionIds: ['south'] }))).toEqual([
    'everybody: ann ben cleo',
    'division south: ben',
    'person ben',
  ]);
});

test('who is open shows what they are planned for, and a place for more', () => {
  const open = { ...nothing, openIds: new Set(['ann']), text: 'ann' };
  const linesOf = () => [
    { projectId: 'p', phaseId: null },
    { projectId: 'p', phaseId: 'f' },
  ];
  expect(said(gridRows(crew, { ...open, linesOf })).slice(2)).toEqual([
    'person ann',
    'line ann p ',
    'line ann p f',
    'add ann',
  ]);
});

test('without divisions, and for who sees only some people, there are just people', () => {
  const none = { ...crew, divisions: [], members: new Map() };
  expect(said(gridRows(none, nothing))).toEqual([
    'everybody: ann ben cleo',
    'person ann',
    'person ben',
    'person cleo',
  ]);
  expect(said(gridRows({ ...crew, hasGroups: false }, nothing))).toEqual([
    'person ann',
    'person ben',
    'person cleo',
  ]);
});
