import { expect, test } from 'vitest';
import type { TotalsPatch, TotalsQuery } from '../../../engine/api/totals.ts';
import { LineBoard } from './line-board.ts';
import { PlannedBoard } from './planned-board.ts';

const MONDAY = '2026-03-02';

/** Answers totals as a test says, and knows what is followed. */
class Totals {
  readonly watches = new Set<{ query: TotalsQuery; tell: (patch: TotalsPatch) => void }>();

  readonly watch = (query: TotalsQuery, tell: (patch: TotalsPatch) => void) => {
    const watch = { query, tell };
    this.watches.add(watch);
    return () => this.watches.delete(watch);
  };

  tell(patch: TotalsPatch): void {
    for (const { tell } of this.watches) tell(patch);
  }
}

function hours(userId: string, sum: number, count = 1) {
  return { key: [userId, MONDAY], count, sum };
}

test('what is planned follows what the engine says is new, also after it was started anew', () => {
  const totals = new Totals();
  const board = new PlannedBoard(totals.watch, () => ({ from: MONDAY, to: MONDAY }));
  const stop = board.subscribe(() => {});
  board.look([0]);
  board.look([0]);
  expect(totals.watches.size).toBe(1);
  expect(board.get().has(0)).toBe(false);
  totals.tell({ whole: true, changed: [hours('ann', 32), hours('ben', 8)] });
  const before = board.get();
  totals.tell({ changed: [hours('ann', 40)] });
  expect(board.get()).not.toBe(before);
  expect([board.get().hours('ann', MONDAY), board.get().hours('ben', MONDAY)]).toEqual([40, 8]);
  totals.tell({ changed: [hours('ben', 0, 0)] });
  expect(board.get().hours('ben', MONDAY)).toBe(0);
  totals.tell({ whole: true, changed: [hours('ben', 4)] });
  expect([board.get().hours('ann', MONDAY), board.get().hours('ben', MONDAY)]).toEqual([0, 4]);
  stop();
  expect(totals.watches.size).toBe(0);
});

test('a block of weeks that the grid does not have is not asked for', () => {
  const totals = new Totals();
  const board = new PlannedBoard(totals.watch, () => undefined);
  board.look([-2, 40]);
  expect(totals.watches.size).toBe(0);
});

test('a line stays while one looks, also when its last hours were taken out', () => {
  const totals = new Totals();
  const board = new LineBoard(totals.watch, MONDAY);
  const stop = board.subscribe(() => {});
  board.look(['ann']);
  const line = (sum: number, count = 1) => ({ key: ['ann', 'relay', null], count, sum });
  totals.tell({ whole: true, changed: [line(8), { key: ['ann', 'old', 'build'], count: 1, sum: 0 }] });
  expect(board.get().get('ann')).toEqual([{ projectId: 'relay', phaseId: null }]);
  totals.tell({ changed: [line(0)] });
  expect(board.get().get('ann')).toHaveLength(1);
  totals.tell({ changed: [line(0, 0)] });
  expect(board.get().get('ann')).toEqual([]);
  stop();
});

test('the lines of many people are asked for in few questions', () => {
  const totals = new Totals();
  const board = new LineBoard(totals.watch, MONDAY);
  const stop = board.subscribe(() => {});
  const ids = Array.from({ length: 2_500 }, (_, index) => `person ${index}`);
  for (let count = 1; count < 40; count += 1) board.look(ids.slice(0, count));
  board.look(ids);
  const asked = [...totals.watches].flatMap(({ query }) => query.where?.userId ?? []);
  expect(new Set(asked)).toEqual(new Set(ids));
  expect(totals.watches.size).toBeLessThan(10);
  stop();
});
