import type { Load, LoadLevel } from '@holdfast/shared/capacity/load.ts';
import type { CellsInSight } from './cell-board.ts';
import type { LoadOf } from './figures.ts';
import type { Plans } from './use-plans.ts';

/** What the rows of the grid show, the same for all of them. */
export interface GridView {
  /** Hours, or how full weeks are. */
  readonly shows: 'plan' | 'use';
  readonly weeks: readonly string[];
  readonly thisWeek: string;
  readonly loadOf: LoadOf;
  readonly cells: CellsInSight;
  /** A load in words. */
  readonly sayLoad: (load: Load, level: LoadLevel) => string;
  readonly plans: Plans;
  /** Above how many percent a person, and the people of a division together, have too much to do. */
  readonly limits: { readonly person: number; readonly group: number };
  /** Whether all that somebody does is known here, and so how full their weeks are. */
  readonly knows: (userId: string) => boolean;
}
