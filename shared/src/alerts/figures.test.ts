import { expect, test } from 'vitest';
import type { Phase } from '../model/phase.ts';
import type { Project } from '../model/project.ts';
import type { Ticket } from '../model/ticket.ts';
import { alertKinds } from './alert-kinds.ts';
import { rulesFrom } from './alert-rules.ts';
import { phaseFigure, ticketFigure } from './late-figures.ts';
import { loadFigure, watchedWeeks } from './load-figures.ts';
import { isOpen, valueOn } from './open-alert.ts';
import { elapsedShare, projectFigures } from './project-figures.ts';

const id = '018f4e5a-0000-7000-8000-000000000001';
const at = '2026-03-02T10:00:00.000Z';
const rules = rulesFrom([]);

const bridge: Project = {
  ...{ id, name: 'Bridge', description: '', status: 'active', divisionId: null, ownerId: id },
  ...{ createdAt: at, updatedAt: at },
};

/** What is said of a project, in plain words: `overspent raise 95`. */
function said(plan: Partial<Project>, today = '2026-03-02'): readonly string[] {
  const figures = projectFigures({ ...bridge, ...plan }, rules, today);
  return figures
    .filter(({ value }) => value !== undefined)
    .map(({ kind, verdict, value }) => `${kind} ${verdict} ${value}`);
}

test('a project raises below its threshold of cash and goes on until it is 2 % above', () => {
  expect(said({ cash: 1_000 })).toEqual([]);
  expect(said({ cash: 1_000, cashThreshold: 1_000 })).toEqual(['cash-low leave 1000']);
  expect(said({ cash: 999, cashThreshold: 1_000 })).toEqual(['cash-low raise 999']);
  expect(said({ cash: 1_020, cashThreshold: 1_000 })).toEqual(['cash-low resolve 1020']);
  expect(said({ cash: -990, cashThreshold: -1_000 })).toEqual(['cash-low leave -990']);
  expect(said({ cash: -980, cashThreshold: -1_000 })).toEqual(['cash-low resolve -980']);
});

test('it raises above its own share of the budget, or that of the rule, and goes on until it is 5 points below', () => {
  expect(said({ budget: 1_000, spent: 900 })).toEqual(['overspent leave 90']);
  expect(said({ budget: 1_000, spent: 901 })).toEqual(['overspent raise 90.1']);
  expect(said({ budget: 1_000, spent: 850 })).toEqual(['overspent resolve 85']);
  expect(said({ budget: 1_000, spent: 501, spentThreshold: 50 })).toEqual(['overspent raise 50.1']);
  expect(said({ budget: 0, spent: 1 })).toEqual(['overspent raise 9999']);
  expect(said({ budget: 0 })).toEqual(['overspent resolve 0']);
});

test('its pace is told from a tenth of its time on, and to its last day', () => {
  const span = { startsOn: '2026-01-01', endsOn: '2026-04-10', budget: 1_000, spent: 100 };
  expect(elapsedShare(span, '2026-01-10')).toBe(0.1);
  expect(said(span, '2026-01-09')).toEqual(['overspent resolve 10']);
  expect(said(span, '2026-01-10')).toEqual(['overspent resolve 10', 'forecast-over leave 100']);
  expect(said({ ...span, spent: 101 }, '2026-01-10')[1]).toBe('forecast-over raise 101');
  expect(said({ ...span, spent: 101 }, '2026-06-01')[1]).toBe('forecast-over resolve 10.1');
});

test('of a project that is over or put away nothing is watched, nor of what is switched off', () => {
  const over = { cash: 1, cashThreshold: 2, budget: 1, spent: 2 };
  expect(said(over)).toHaveLength(2);
  expect(said({ ...over, stage: 'finished' })).toEqual([]);
  expect(said({ ...over, status: 'archived' })).toEqual([]);
  const off = alertKinds.map((kind) => ({
    kind,
    id,
    isOn: false,
    limit: 0,
    weeksAhead: 8,
    updatedAt: at,
    updatedBy: id,
  }));
  const figures = projectFigures({ ...bridge, ...over }, rulesFrom(off), '2026-03-02');
  expect(figures.every(({ verdict }) => verdict === 'resolve')).toBe(true);
  expect(watchedWeeks('person-over', rulesFrom(off), at)).toEqual([]);
});

test('a load raises above its line, and where something is planned and nobody works', () => {
  const load = (planned: number, available: number) => {
    const { verdict, value } = loadFigure('person-over', '2026-03-02', { planned, available }, rules);
    return `${verdict} ${value}`;
  };
  expect(load(40, 40)).toBe('leave 100');
  expect(load(40.25, 40)).toBe('raise 100.6');
  expect(load(38, 40)).toBe('resolve 95');
  expect(load(1, 0)).toBe('raise 9999');
  expect(load(0, 0)).toBe('resolve 0');
});

test('the week that runs is watched, and so many after it', () => {
  const weeks = watchedWeeks('division-over', rules, '2026-03-08T23:59:59.000Z');
  expect([weeks[0], weeks.at(-1), weeks.length]).toEqual(['2026-03-02', '2026-04-27', 9]);
});

const phase: Phase = {
  ...{ id, projectId: id, name: 'Dig', position: 'a0', startsOn: null, endsOn: '2026-03-01' },
  ...{ status: 'running', progress: 0, createdAt: at, updatedAt: at },
};

test('a phase is late from the day after its last until it is done', () => {
  const verdict = (changes: Partial<Phase>, project: Project | undefined = bridge) =>
    phaseFigure({ ...phase, ...changes }, project, rules, '2026-03-02').verdict;
  expect(verdict({})).toBe('raise');
  expect(verdict({ endsOn: '2026-03-02' })).toBe('resolve');
  expect(verdict({ endsOn: null })).toBe('resolve');
  expect(verdict({ status: 'done' })).toBe('resolve');
  expect(verdict({}, { ...bridge, stage: 'finished' })).toBe('resolve');
  expect(phaseFigure(phase, undefined, rules, '2026-03-02').verdict).toBe('resolve');
});

const ticket: Ticket = {
  ...{ id, number: 1, title: 'Tap', description: '', status: 'open', priority: 'normal', creatorId: id },
  ...{ assigneeId: null, watcherIds: [], projectId: null, divisionId: null, due: at },
  ...{ createdAt: at, updatedAt: at, updatedBy: id },
};

test('a ticket is overdue until it is done; one that was due over a week ago raises nothing and ends nothing', () => {
  const verdict = (now: string, changes: Partial<Ticket> = {}) =>
    ticketFigure({ ...ticket, ...changes }, undefined, rules, now).verdict;
  expect(verdict(at)).toBe('resolve');
  expect(verdict('2026-03-02T10:00:01.000Z')).toBe('raise');
  expect(verdict('2026-03-09T10:00:00.000Z')).toBe('raise');
  expect(verdict('2026-03-09T10:00:01.000Z')).toBe('leave');
  expect(verdict('2026-03-09T10:00:01.000Z', { status: 'closed' })).toBe('resolve');
  expect(verdict('2026-03-05T10:00:00.000Z', { due: null })).toBe('resolve');
  const archived = { ...bridge, status: 'archived' } as const;
  expect(ticketFigure(ticket, archived, rules, '2026-03-05T10:00:00.000Z').verdict).toBe('resolve');
});

test('an alert waits for somebody while nobody knows of it and nobody put it off', () => {
  const raised = { state: 'raised', acknowledgedBy: null, snoozedUntil: null } as const;
  expect(isOpen(raised, at)).toBe(true);
  expect(isOpen({ ...raised, state: 'resolved' }, at)).toBe(false);
  expect(isOpen({ ...raised, acknowledgedBy: id }, at)).toBe(false);
  expect(isOpen({ ...raised, snoozedUntil: '2026-03-02T10:00:00.001Z' }, at)).toBe(false);
  expect(isOpen({ ...raised, snoozedUntil: at }, at)).toBe(true);
});

test('how late something is grows by itself, and nothing else does', () => {
  const alert = { value: 3, updatedAt: at };
  expect(valueOn({ ...alert, kind: 'phase-late' }, '2026-03-05')).toBe(6);
  expect(valueOn({ ...alert, kind: 'overspent' }, '2026-03-05')).toBe(3);
});
