import { useEffect, useRef } from 'react';
import { CapacityRow } from './capacity-row.tsx';
import { targetOf } from './grid-pointer.ts';
import { useGrid } from './grid-store.ts';
import type { GridView } from './grid-view.ts';
import type { CellRange } from './selection.ts';
import type { WeekSpan } from './use-boards.ts';
import type { GridPlaces } from './use-grid-shape.ts';

export interface CapacityRowsProps {
  readonly places: GridPlaces;
  readonly view: GridView;
  /** The rows in the page, each with its place in pixels from the top. */
  readonly items: readonly { readonly index: number; readonly start: number }[];
  /** The weeks in the page. */
  readonly weeks: WeekSpan;
  readonly isRtl: boolean;
  readonly step: (rows: number, weeks: number) => void;
  readonly focusGrid: () => void;
}

/** The rows in the page, with what is selected, drawn or written in them. */
export function CapacityRows({ places, view, items, weeks, isRtl, step, focusGrid }: CapacityRowsProps) {
  const { selection, drag, editing } = useGrid();
  const size = { row: places.rows.length, column: places.weeks.length };
  const range = places.rangeOf(selection);
  const active = selection && places.indexOf(selection.active);
  const target = drag && drag.kind !== 'select' ? targetOf(drag, size) : undefined;
  const steady = useStable(step);
  return (
    <div role="rowgroup">
      {items.map(({ index, start }) => {
        const row = places.rows[index];
        if (row === undefined) return null;
        return (
          <CapacityRow
            key={row.key}
            row={row}
            index={index}
            top={start}
            first={weeks.first}
            last={weeks.last}
            view={view}
            selected={ofRow(range, index)}
            target={ofRow(target, index)}
            activeColumn={active?.row === index ? active.column : undefined}
            editing={editing?.place.rowKey === row.key ? editing : undefined}
            isRtl={isRtl}
            step={steady}
            focusGrid={focusGrid}
          />
        );
      })}
    </div>
  );
}

/** A range, where a row is in it. */
function ofRow(range: CellRange | undefined, row: number): CellRange | undefined {
  return range !== undefined && row >= range.top && row <= range.bottom ? range : undefined;
}

/** A function that stays the same and does what the latest one does. */
function useStable<Args extends readonly unknown[]>(run: (...args: Args) => void): (...args: Args) => void {
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  return useRef((...args: Args) => latest.current(...args)).current;
}
