/** A cell, by what its row and its week are called, so that it stays the same one where rows come and go. */
export interface CellPlace {
  readonly rowKey: string;
  readonly week: string;
}

/** What is chosen: from one cell to another. Keys go from `active`. */
export interface Selection {
  readonly anchor: CellPlace;
  readonly active: CellPlace;
}

/** Cells by their indexes, both ends included. */
export interface CellRange {
  readonly top: number;
  readonly bottom: number;
  readonly first: number;
  readonly last: number;
}

/** A cell by its indexes. */
export interface CellIndex {
  readonly row: number;
  readonly column: number;
}

export function rangeBetween(one: CellIndex, other: CellIndex): CellRange {
  return {
    top: Math.min(one.row, other.row),
    bottom: Math.max(one.row, other.row),
    first: Math.min(one.column, other.column),
    last: Math.max(one.column, other.column),
  };
}

export function isInRange({ top, bottom, first, last }: CellRange, { row, column }: CellIndex): boolean {
  return row >= top && row <= bottom && column >= first && column <= last;
}

/** The range in another place, kept within the grid. */
export function shiftRange(range: CellRange, rows: number, columns: number, size: CellIndex): CellRange {
  const down = Math.max(-range.top, Math.min(rows, size.row - 1 - range.bottom));
  const along = Math.max(-range.first, Math.min(columns, size.column - 1 - range.last));
  return {
    top: range.top + down,
    bottom: range.bottom + down,
    first: range.first + along,
    last: range.last + along,
  };
}

/** The range made longer up to a cell, in the one direction in which that cell is farther away. */
export function stretchRange(range: CellRange, to: CellIndex): CellRange {
  const above = range.top - to.row;
  const below = to.row - range.bottom;
  const before = range.first - to.column;
  const behind = to.column - range.last;
  const most = Math.max(above, below, before, behind);
  if (most <= 0) return range;
  if (most === below) return { ...range, bottom: to.row };
  if (most === behind) return { ...range, last: to.column };
  return most === above ? { ...range, top: to.row } : { ...range, first: to.column };
}

interface KeyPress {
  readonly key: string;
  readonly isWide: boolean;
}

/**
 * Where the keys of a table lead from a cell, or nothing for a key that leads nowhere. `isWide` is Ctrl or
 * Cmd: to the end of the line or of the table. `forward` is the arrow that points to later weeks.
 */
export function cellAfterKey(
  { key, isWide }: KeyPress,
  { row, column }: CellIndex,
  size: CellIndex,
  page: number,
  forward: 'ArrowRight' | 'ArrowLeft',
): CellIndex | undefined {
  const last = { row: size.row - 1, column: size.column - 1 };
  const along = key === forward ? 1 : -1;
  const moves: Readonly<Record<string, CellIndex>> = {
    ArrowDown: { row: isWide ? last.row : row + 1, column },
    ArrowUp: { row: isWide ? 0 : row - 1, column },
    ArrowRight: { row, column: isWide ? (along === 1 ? last.column : 0) : column + along },
    ArrowLeft: { row, column: isWide ? (along === 1 ? last.column : 0) : column + along },
    PageDown: { row: row + page, column },
    PageUp: { row: row - page, column },
    Home: { row: isWide ? 0 : row, column: 0 },
    End: { row: isWide ? last.row : row, column: last.column },
  };
  const next = moves[key];
  if (next === undefined) return undefined;
  return {
    row: Math.min(Math.max(next.row, 0), last.row),
    column: Math.min(Math.max(next.column, 0), last.column),
  };
}
