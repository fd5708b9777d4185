import { createIdSource } from '@holdfast/shared/ids.ts';
import type { Phase } from '@holdfast/shared/model/phase.ts';
import { expect, test } from 'vitest';
import { firstSpan, movedPhase, putBackDay, spanOfPhase, statusChange } from './phase-spans.ts';

const newId = createIdSource(Date.now, (bytes) => new Uint8Array(bytes));
const phase: Phase = {
  id: newId(),
  projectId: newId(),
  name: 'Foundations',
  position: 'a0',
  startsOn: '2026-03-02',
  endsOn: '2026-03-13',
  status: 'running',
  progress: 40,
  createdAt: '2026-01-01T00:00:00.000Z',
  updatedAt: '2026-01-01T00:00:00.000Z',
};

test('a phase with one date is a day long, one without any is nowhere', () => {
  expect(spanOfPhase(phase)).toEqual({ from: '2026-03-02', to: '2026-03-13' });
  expect(spanOfPhase({ ...phase, startsOn: null })).toEqual({ from: '2026-03-13', to: '2026-03-13' });
  expect(spanOfPhase({ ...phase, startsOn: null, endsOn: null })).toBeUndefined();
  expect(spanOfPhase({ ...phase, endsOn: '2026-02-01' })).toEqual({ from: '2026-03-02', to: '2026-03-02' });
});

test('S27: moving says of each end that changes where it was', () => {
  expect(movedPhase(phase, { from: '2026-03-02', to: '2026-03-20' })).toEqual({
    endsOn: { was: '2026-03-13', now: '2026-03-20' },
  });
  expect(movedPhase({ ...phase, endsOn: null }, { from: '2026-03-03', to: '2026-03-03' })).toEqual({
    startsOn: { was: '2026-03-02', now: '2026-03-03' },
    endsOn: { was: null, now: '2026-03-03' },
  });
});

test('a phase begins after the last one, or where its project does', () => {
  expect(firstSpan([phase], '2026-01-01', '2026-06-01').from).toBe('2026-03-14');
  expect(firstSpan([], '2026-01-01', '2026-06-01')).toEqual({ from: '2026-01-01', to: '2026-01-14' });
  expect(firstSpan([], null, '2026-06-01').from).toBe('2026-06-01');
});

test('a phase that is done is wholly done', () => {
  expect(statusChange(phase, 'done')).toEqual({
    status: { was: 'running', now: 'done' },
    progress: { was: 40, now: 100 },
  });
  expect(statusChange(phase, 'paused')).toEqual({ status: { was: 'running', now: 'paused' } });
});

test('S28: a day that is put back takes the other end along where it must', () => {
  expect(putBackDay(phase, 'startsOn', '2026-03-05')).toEqual({
    startsOn: { was: '2026-03-02', now: '2026-03-05' },
  });
  expect(putBackDay(phase, 'startsOn', '2026-04-01')).toEqual({
    startsOn: { was: '2026-03-02', now: '2026-04-01' },
    endsOn: { was: '2026-03-13', now: '2026-04-12' },
  });
  expect(putBackDay(phase, 'endsOn', '2026-02-01')).toEqual({
    startsOn: { was: '2026-03-02', now: '2026-01-21' },
    endsOn: { was: '2026-03-13', now: '2026-02-01' },
  });
  expect(putBackDay(phase, 'endsOn', null)).toEqual({ endsOn: { was: '2026-03-13', now: null } });
});
