import { useEffect, useState, useSyncExternalStore } from 'react';
import { keptTotals, liveRows } from '../../state/rows.ts';
import { CellBoard, type CellsInSight } from './cell-board.ts';
import { LineBoard, type Lines } from './line-board.ts';
import { type Planned, PlannedBoard } from './planned-board.ts';
import { blocksOf, weeksOfBlock } from './weeks.ts';

/** Weeks by their indexes, both included. */
export interface WeekSpan {
  readonly first: number;
  readonly last: number;
}

/** So many weeks around those in sight are read before they come. */
const AHEAD = 10;

/** When there is never a moment to spare, they are read after this long. */
const LATEST_MS = 500;

/** What is planned for everybody in the weeks in sight. `weeks` are those of the grid, always the same list. */
export function usePlanned(weeks: readonly string[], { first, last }: WeekSpan): Planned {
  const [board] = useState(() => new PlannedBoard(keptTotals.follow, (block) => weeksOfBlock(weeks, block)));
  const planned = useSyncExternalStore(board.subscribe, board.get);
  const inSight = blocksOf(first, last);
  const areRead = inSight.every((block) => planned.has(block));
  useEffect(() => board.look(blocksOf(first, last)), [board, first, last]);
  useEffect(() => {
    if (!areRead) return;
    // What may come into sight next is read once what is in sight is there, and drawn.
    const waiting = requestIdleCallback(() => board.look(blocksOf(first - AHEAD, last + AHEAD)), {
      timeout: LATEST_MS,
    });
    return () => cancelIdleCallback(waiting);
  }, [board, areRead, first, last]);
  return planned;
}

/** What these people are planned for, from the first week on. */
export function useLines(weeks: readonly string[], userIds: ReadonlySet<string>): Lines {
  const [board] = useState(() => new LineBoard(keptTotals.follow, weeks[0] ?? ''));
  const lines = useSyncExternalStore(board.subscribe, board.get);
  useEffect(() => board.look(userIds), [board, userIds]);
  return lines;
}

/** The cells of these people in the weeks in sight. */
export function useCells(
  weeks: readonly string[],
  userIds: readonly string[],
  { first, last }: WeekSpan,
): CellsInSight {
  const [board] = useState(
    () =>
      new CellBoard(
        (query) => liveRows.of(query),
        (block) => weeksOfBlock(weeks, block),
      ),
  );
  const cells = useSyncExternalStore(board.subscribe, board.get);
  const key = userIds.join(' ');
  useEffect(() => {
    board.look(key === '' ? [] : key.split(' '), blocksOf(first, last));
  }, [board, key, first, last]);
  return cells;
}
