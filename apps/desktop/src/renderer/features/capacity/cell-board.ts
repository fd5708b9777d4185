import { groupBy } from '@holdfast/shared/group-by.ts';
import { type Assignment, type AssignmentPlace, assignmentModel } from '@holdfast/shared/model/assignment.ts';
import type { RowQuery } from '../../../engine/api/query.ts';
import type { LiveRows } from '../../state/live-rows.ts';
import type { WeeksOfBlock } from './planned-board.ts';
import { cellKey } from './range-edits.ts';

/** What stands in a cell. */
export interface CellHours {
  readonly hours: number;
  /** The server does not have it yet. */
  readonly waiting: boolean;
}

/** The cells in sight. A new one for each change, so that React sees it. */
export interface CellsInSight {
  at(place: AssignmentPlace): CellHours;
}

type Known = ReadonlyMap<string, CellHours>;

interface Part {
  readonly userId: string;
  stop: () => void;
  /** Under the names of cells. */
  known: Known;
}

const MOST = 2_000;
const none: CellHours = { hours: 0, waiting: false };

/** The hours of the cells in sight, a part for each person and block of weeks, kept up to date. */
export class CellBoard {
  private readonly rowsOf: (query: RowQuery) => LiveRows;
  private readonly weeksOf: WeeksOfBlock;
  private readonly parts = new Map<string, Part>();
  private readonly listeners = new Set<() => void>();
  private cells: CellsInSight = { at: () => none };

  constructor(rowsOf: (query: RowQuery) => LiveRows, weeksOf: WeeksOfBlock) {
    this.rowsOf = rowsOf;
    this.weeksOf = weeksOf;
  }

  readonly get = (): CellsInSight => this.cells;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
      if (this.listeners.size === 0) this.look([], []);
    };
  };

  /** Says whose cells and which blocks of weeks are in sight. */
  look(userIds: readonly string[], blocks: readonly number[]): void {
    const wanted = new Map(
      userIds.flatMap((userId) => blocks.map((block) => [`${userId} ${block}`, { userId, block }])),
    );
    const goes = [...this.parts].filter(([key]) => !wanted.has(key));
    for (const [key, part] of goes) {
      part.stop();
      this.parts.delete(key);
    }
    const comes = [...wanted].filter(([key]) => !this.parts.has(key));
    for (const [key, { userId, block }] of comes) this.open(key, userId, block);
    if (goes.length + comes.length > 0) this.take();
  }

  private open(key: string, userId: string, block: number): void {
    const weeks = this.weeksOf(block);
    if (weeks === undefined) return;
    const range = { column: 'week', ...weeks };
    const rows = this.rowsOf({
      table: assignmentModel.table,
      where: { userId },
      range,
      offset: 0,
      limit: MOST,
    });
    const part: Part = { userId, stop: () => {}, known: knownOf(rows) };
    this.parts.set(key, part);
    part.stop = rows.subscribe(() => {
      part.known = knownOf(rows);
      this.take();
    });
  }

  /** Of each change only the part that it is of is read anew. */
  private take(): void {
    const parts = groupBy([...this.parts.values()], ({ userId }) => userId);
    const ofPerson = new Map([...parts].map(([userId, own]) => [userId, own.map(({ known }) => known)]));
    this.cells = { at: (place) => find(ofPerson.get(place.userId), place) };
    for (const listener of this.listeners) listener();
  }
}

function knownOf(rows: LiveRows): Known {
  // The engine's rows of this table are of the model's schema; it checked them as they came in.
  const found = (rows.get()?.rows ?? []).map(({ row, waiting }) => ({ row: row as Assignment, waiting }));
  return new Map(found.map(({ row, waiting }) => [cellKey(row), { hours: row.hours, waiting }]));
}

function find(parts: readonly Known[] | undefined, place: AssignmentPlace): CellHours {
  if (parts === undefined) return none;
  const key = cellKey(place);
  for (const known of parts) {
    const cell = known.get(key);
    if (cell !== undefined) return cell;
  }
  return none;
}
