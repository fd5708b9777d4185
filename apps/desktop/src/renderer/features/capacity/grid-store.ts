import { create } from 'zustand';
import type { Line } from './grid-rows.ts';
import { lineKey } from './grid-rows.ts';
import type { Cells, NotTaken } from './range-edits.ts';
import type { CellIndex, CellPlace, CellRange, Selection } from './selection.ts';

/** A cell in which somebody types. */
export interface Editing {
  readonly place: CellPlace;
  readonly text: string;
  /** The hours that stood there when it began. */
  readonly seen: number;
  /** It began with a key of the new hours, so that arrows lead on to other cells. */
  readonly isTyped: boolean;
}

/** What the pointer draws: a selection, what is to be filled, or where a range goes. */
export interface Drag {
  readonly kind: 'select' | 'fill' | 'move';
  /** The cell in which the pointer went down, and the one that it is over. */
  readonly from: CellIndex;
  readonly to: CellIndex;
  /** What was selected when it began. */
  readonly range: CellRange;
}

interface GridState {
  readonly selection: Selection | undefined;
  readonly editing: Editing | undefined;
  readonly drag: Drag | undefined;
  /** What was cut, with its text: pasting that text moves it. */
  readonly cut: { readonly cells: Cells; readonly text: string } | undefined;
  /** One writes cell after cell with Tab, which then does not leave the grid. */
  readonly isRunning: boolean;
  /** The people whose lines are shown. */
  readonly openIds: ReadonlySet<string>;
  /** Lines that were added and have no hours yet, by person. */
  readonly added: ReadonlyMap<string, readonly Line[]>;
  /** What was done last, in words. */
  readonly message: string;
  /** Why the last change was not made. */
  readonly problem: string | undefined;
  readonly notTaken: readonly NotTaken[];
}

const quiet = { message: '', problem: undefined, notTaken: [] };

/** What a person does in the grid: it outlives a visit to another screen. */
export const useGrid = create<GridState>(() => ({
  selection: undefined,
  editing: undefined,
  drag: undefined,
  cut: undefined,
  isRunning: false,
  openIds: new Set(),
  added: new Map(),
  ...quiet,
}));

/** Chooses a cell, or everything from the chosen one to this one. */
export function selectCell(active: CellPlace, extend = false): void {
  useGrid.setState(({ selection }) => ({
    selection: { anchor: (extend ? selection?.anchor : undefined) ?? active, active },
    ...quiet,
  }));
}

export function beginEdit(editing: Editing): void {
  useGrid.setState({ editing, cut: undefined, ...quiet });
}

export function endEdit(): void {
  useGrid.setState({ editing: undefined });
}

/** Shows or hides what somebody is planned for. */
export function toggleOpen(userId: string): void {
  useGrid.setState(({ openIds }) => {
    const next = new Set(openIds);
    if (!next.delete(userId)) next.add(userId);
    return { openIds: next };
  });
}

export function openOnly(userIds: readonly string[]): void {
  useGrid.setState({ openIds: new Set(userIds) });
}

/** Shows a line to write hours into; it is nowhere but on this screen until some are written. */
export function addLine(userId: string, line: Line): void {
  useGrid.setState(({ added, openIds }) => {
    const own = added.get(userId) ?? [];
    const isThere = own.some((other) => lineKey(userId, other) === lineKey(userId, line));
    return {
      added: isThere ? added : new Map(added).set(userId, [...own, line]),
      openIds: new Set(openIds).add(userId),
    };
  });
}

export function say(message: string): void {
  useGrid.setState({ ...quiet, message });
}

export function sayNotDone(problem: string): void {
  useGrid.setState({ ...quiet, problem });
}

/** What has no meaning any more when somebody comes back to the grid. */
export function leaveGrid(): void {
  useGrid.setState({ editing: undefined, drag: undefined, cut: undefined, isRunning: false, ...quiet });
}
