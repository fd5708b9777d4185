import type { NewMutation } from '@holdfast/shared/entity/define-mutation.ts';
import type { Said } from '@holdfast/shared/entity/said.ts';
import type { Json } from '@holdfast/shared/json.ts';
import type { HistoryState } from '../api/state.ts';

/** So many changes can be undone. */
const MOST = 100;

/** A change that can be undone, or one that was undone and can be made again. */
export interface HistoryEntry {
  /** The mutation that made it so. */
  readonly mutationId: string;
  /** The change, to be said. */
  readonly what: Said;
  /** The mutation that takes it back. */
  readonly inverse: Inverse;
}

export interface Inverse extends NewMutation {
  /** Where a row is made again: an id that was used is never used again (S2), so it gets another one. */
  readonly replaces?: { readonly from: string; readonly to: string };
}

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
    this.stacks = { undo: [...this.stacks.undo, entry].slice(-MOST), redo: [] };
  }

  /** The next entry was undone, or made again; `back` leads back, if anything does. */
  move(direction: Direction, back: HistoryEntry | undefined): void {
    const replaces = this.next(direction)?.inverse.replaces;
    this.drop(direction);
    const other = direction === 'undo' ? 'redo' : 'undo';
    if (back !== undefined) this.stacks = { ...this.stacks, [other]: [...this.stacks[other], back] };
    if (replaces !== undefined) this.rename(replaces.from, replaces.to);
  }

  /** The next entry cannot be taken back. */
  drop(direction: Direction): void {
    this.stacks = { ...this.stacks, [direction]: this.stacks[direction].slice(0, -1) };
  }

  /** Forgets entries. Says whether there were any. */
  forget(isToGo: (entry: HistoryEntry) => boolean): boolean {
    const { undo, redo } = this.stacks;
    const keep = (entry: HistoryEntry) => !isToGo(entry);
    this.stacks = { undo: undo.filter(keep), redo: redo.filter(keep) };
    return this.stacks.undo.length + this.stacks.redo.length < undo.length + redo.length;
  }

  /** What follows in the history names the row by the id that it has now. */
  private rename(from: string, to: string): void {
    const renamed = (entry: HistoryEntry): HistoryEntry => ({
      ...entry,
      inverse: { ...entry.inverse, args: withId(entry.inverse.args, from, to) },
    });
    this.stacks = { undo: this.stacks.undo.map(renamed), redo: this.stacks.redo.map(renamed) };
  }
}

/** The value with one id instead of another. Ids are whole strings, so no text that mentions one is touched. */
function withId(value: Json, from: string, to: string): Json {
  if (value === from) return to;
  if (value === null || typeof value !== 'object') return value;
  if (isList(value)) return value.map((item) => withId(item, from, to));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withId(item, from, to)]));
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
