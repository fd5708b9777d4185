import { weekdayOf } from '@holdfast/shared/dates.ts';
import { expect, test } from 'vitest';
import { blockOf, blocksOf, gridWeeks, todayOf, WEEKS_BEFORE, weeksOfBlock } from './weeks.ts';

const weeks = gridWeeks('2026-03-04');

test('the grid goes from four weeks before this one to a hundred behind it, by Mondays', () => {
  expect(weeks).toHaveLength(105);
  expect(weeks[WEEKS_BEFORE]).toBe('2026-03-02');
  expect(weeks.every((week) => weekdayOf(week) === 0)).toBe(true);
});

test('every week is in one block, and this one begins one', () => {
  expect(blockOf(WEEKS_BEFORE)).toBe(0);
  expect(weeksOfBlock(weeks, 0)?.from).toBe('2026-03-02');
  const blocks = blocksOf(0, weeks.length - 1).map((block) => weeksOfBlock(weeks, block));
  expect(blocks[0]).toEqual({ from: weeks[0], to: weeks[WEEKS_BEFORE - 1] });
  const inBlocks = weeks.map((week) =>
    blocks.filter((block) => block && block.from <= week && week <= block.to),
  );
  expect(inBlocks.every(({ length }) => length === 1)).toBe(true);
  expect([weeksOfBlock(weeks, -2), weeksOfBlock(weeks, 11)]).toEqual([undefined, undefined]);
});

test('today is the day of this device’s clock', () => {
  const now = new Date(2026, 2, 4, 23, 30);
  expect(todayOf(now.getTime())).toBe('2026-03-04');
});
