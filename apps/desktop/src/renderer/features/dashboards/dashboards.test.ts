import type { Phase } from '@holdfast/shared/model/phase.ts';
import { expect, test } from 'vitest';
import { countedBy, evenPace, openBy } from './burn-down.ts';
import { moneyBy } from './money-history.ts';
import { phaseBurnDown } from './phase-burn-down.ts';
import { shownDays } from './shown-days.ts';
import { ageOf } from './ticket-ages.ts';
import { ticketFigures } from './ticket-figures.ts';

const MONDAY = '2026-03-02';
const days = ['2026-03-02', '2026-03-03', '2026-03-04', '2026-03-05'];

test('a chart shows each day of a short time, and today among the weeks of a long one', () => {
  expect(shownDays('2026-03-02', '2026-03-05', '2026-03-03')).toEqual(days);
  const weeks = shownDays('2025-01-01', '2026-12-31', '2026-03-03');
  expect(weeks).toContain('2026-03-03');
  expect(weeks.length).toBeLessThan(160);
  expect(weeks[0]?.localeCompare('2025-01-01')).toBeGreaterThanOrEqual(0);
  expect(shownDays('2010-01-01', '2026-03-03', '2026-03-03').length).toBeLessThan(240);
});

test('what is open is what had begun and not ended, and nobody knows it of days to come', () => {
  const begun = new Map([
    ['2026-02-01', 2],
    ['2026-03-04', 3],
    ['2026-03-03', 1],
  ]);
  const ended = new Map([['2026-03-04', 2]]);
  expect(countedBy(days, begun)).toEqual([2, 3, 6, 6]);
  expect(openBy(days, begun, ended, '2026-03-04')).toEqual([2, 3, 4, null]);
});

test('an even pace leads from all to none, and is there only where a project has its dates', () => {
  const span = { startsOn: MONDAY, endsOn: '2026-03-05' };
  expect(evenPace(days, 8, span)).toEqual([6, 4, 2, 0]);
  expect(evenPace(days, 8, { ...span, endsOn: null })).toBeUndefined();
});

test('what was spent on a day follows from what is spent now and the changes since', () => {
  const history = [
    { at: '2026-03-05T10:00:00.000Z', changes: [{ field: 'spent', from: 500, to: 900 }] },
    {
      at: '2026-03-04T10:00:00.000Z',
      changes: [
        { field: 'spent', from: null, to: 500 },
        { field: 'budget', from: null, to: 1_000 },
        { field: 'name', from: 'a', to: 'b' },
      ],
    },
  ];
  expect(moneyBy(days, { spent: 900, budget: 1_000 }, history)).toEqual([
    { spent: 0, budget: null },
    { spent: 0, budget: null },
    { spent: 500, budget: 1_000 },
    { spent: 900, budget: 1_000 },
  ]);
});

test('a phase counts as done from the day on which it was last said to be', () => {
  const phase = (id: string, change: Partial<Phase>): Phase => ({
    id,
    projectId: 'p',
    name: id,
    position: 'a0',
    startsOn: null,
    endsOn: null,
    status: 'running',
    progress: 0,
    createdAt: '2026-03-01T08:00:00.000Z',
    updatedAt: '2026-03-05T08:00:00.000Z',
    ...change,
  });
  const phases = [
    phase('first', { status: 'done', endsOn: '2026-03-02' }),
    phase('second', { status: 'done', endsOn: '2026-03-03' }),
    phase('third', {}),
  ];
  const toDone = (at: string) => ({
    subjectId: 'first',
    at,
    changes: [{ field: 'status', from: 'running', to: 'done' }],
  });
  const history = [toDone('2026-03-03T08:00:00.000Z'), toDone('2026-03-02T08:00:00.000Z')];
  expect(phaseBurnDown(days, phases, history, '2026-03-05')).toEqual({
    open: [3, 2, 2, 1],
    planned: [2, 1, 1, 1],
  });
  expect(phaseBurnDown(days, [phase('third', {})], [], MONDAY).planned).toBeUndefined();
});

test('tickets are as old as the days since they were made', () => {
  expect(['2026-03-01', '2026-02-20', '2026-01-01', '2025-01-01'].map((day) => ageOf(day, MONDAY))).toEqual([
    'week',
    'month',
    'quarter',
    'older',
  ]);
});

test('tickets are counted by status and age, and those of which no end was kept by the day that stands for it', () => {
  const made = [
    { key: ['open', '2026-03-01'], count: 2, sum: 0 },
    { key: ['waiting', '2025-03-01'], count: 1, sum: 0 },
    { key: ['closed', '2026-03-01'], count: 3, sum: 0 },
  ];
  const ended = [
    { key: ['2026-03-02'], count: 1, sum: 0 },
    { key: [null], count: 2, sum: 0 },
    { key: ['2026-03-02'], count: 2, sum: 0 },
  ];
  const figures = ticketFigures(made, ended, MONDAY);
  expect([figures.open, figures.done]).toEqual([3, 3]);
  expect([figures.count('open', 'week'), figures.count('waiting', 'older')]).toEqual([2, 1]);
  expect(figures.begun.get('2026-03-01')).toBe(5);
  expect([...figures.ended]).toEqual([['2026-03-02', 3]]);
});
