import type { NewMutation } from '@holdfast/shared/entity/define-mutation.ts';
import type { Said } from '@holdfast/shared/entity/said.ts';
import type { Json } from '@holdfast/shared/json.ts';
import type { HistoryState } from '../api/state.ts';

/** So many things that were done can be undone, made of no more changes than these in all. */
const MOST = 100;
const MOST_STEPS = 10_000;

/** Something the person did that can be undone, or was undone and can be made again: one change, or several made at once. */
export interface HistoryEntry {
  /** What was done, to be said. */
  readonly what: Said;
  /** In the order in which they were made; they are taken back from the last to the first. */
  readonly steps: readonly HistoryStep[];
}

export interface HistoryStep {
  /** The mutation that made it so. */
  readonly mutationId: string;
  /** The mutation that takes it back. */
  readonly inverse: Inverse;
}

export interface Inverse extends NewMutation {
  /** Where a row is made again: an id that was used is never used again (S2), so it gets another one. */
  readonly replaces?: { readonly from: string; readonly to: string };
}

/** The ids that rows have now, by those that they had before they were made again. */
export type NewIds = ReadonlyMap<string, string>;

export type Direction = keyof HistoryState;

/** What the person did in this session, to undo and to make again (S30). Only in memory. */
export class UndoHistory {
  private stacks: Record<Direction, readonly HistoryEntry[]> = { undo: [], redo: [] };

  state(): HistoryState {
    return { undo: this.next('undo')?.what, redo: this.next('redo')?.what };
  }

  next(direction: Direction): HistoryEntry | undefined {
    return this.stacks[direction].at(-1);
  }

  /** The person did something new: what was undone before cannot be made again. */
  record(entry: HistoryEntry): void {
    this.stacks = { undo: withinMeasure([...this.stacks.undo, entry]), redo: [] };
  }

  /** The next entry was undone, or made again; `back` leads back, if anything does. */
  move(direction: Direction, back: HistoryEntry, newIds: NewIds): void {
    this.drop(direction);
    const other = direction === 'undo' ? 'redo' : 'undo';
    if (back.steps.length > 0) this.stacks = { ...this.stacks, [other]: [...this.stacks[other], back] };
    if (newIds.size > 0) this.rename(newIds);
  }

  /** The next entry cannot be taken back. */
  drop(direction: Direction): void {
    this.stacks = { ...this.stacks, [direction]: this.stacks[direction].slice(0, -1) };
  }

  /** Forgets steps, and entries of which none is left. Says whether there were any. */
  forget(isToGo: (step: HistoryStep) => boolean): boolean {
    const { undo, redo } = this.stacks;
    const before = countSteps(undo) + countSteps(redo);
    this.stacks = { undo: without(undo, isToGo), redo: without(redo, isToGo) };
    return countSteps(this.stacks.undo) + countSteps(this.stacks.redo) < before;
  }

  /** Everything that takes back or makes again. */
  inverses(): Inverse[] {
    const { undo, redo } = this.stacks;
    return [...undo, ...redo].flatMap(({ steps }) => steps.map(({ inverse }) => inverse));
  }

  /** What follows in the history names the rows by the ids that they have now. */
  private rename(newIds: NewIds): void {
    const renamed = (entry: HistoryEntry): HistoryEntry => ({
      ...entry,
      steps: entry.steps.map((step) => ({ ...step, inverse: withNewIds(step.inverse, newIds) })),
    });
    this.stacks = { undo: this.stacks.undo.map(renamed), redo: this.stacks.redo.map(renamed) };
  }
}

/** What takes something back, naming rows by the ids that they have now. */
export function withNewIds(inverse: Inverse, newIds: NewIds): Inverse {
  return newIds.size === 0 ? inverse : { ...inverse, args: withIds(inverse.args, newIds) };
}

/** The value with these ids instead of others. Ids are whole strings, so no text that mentions one is touched. */
function withIds(value: Json, newIds: NewIds): Json {
  if (typeof value === 'string') return newIds.get(value) ?? value;
  if (value === null || typeof value !== 'object') return value;
  if (isList(value)) return value.map((item) => withIds(item, newIds));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withIds(item, newIds)]));
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

/** The last entries, so that neither they nor their steps are too many; the very last in any case. */
function withinMeasure(entries: readonly HistoryEntry[]): readonly HistoryEntry[] {
  let first = Math.max(0, entries.length - MOST);
  let steps = countSteps(entries.slice(first));
  while (steps > MOST_STEPS && first < entries.length - 1) {
    steps -= entries[first]?.steps.length ?? 0;
    first += 1;
  }
  return entries.slice(first);
}

function countSteps(entries: readonly HistoryEntry[]): number {
  return entries.reduce((count, { steps }) => count + steps.length, 0);
}

function without(
  entries: readonly HistoryEntry[],
  isToGo: (step: HistoryStep) => boolean,
): readonly HistoryEntry[] {
  return entries.flatMap((entry) => {
    const steps = entry.steps.filter((step) => !isToGo(step));
    return steps.length === 0 ? [] : [{ ...entry, steps }];
  });
}
