import { memo } from 'react';
import { CapacityCell } from './capacity-cell.tsx';
import styles from './capacity-grid.module.css';
import { cellFigures } from './cell-figures.ts';
import { RowName } from './grid-row-name.tsx';
import type { GridRow } from './grid-rows.ts';
import type { Editing } from './grid-store.ts';
import type { GridView } from './grid-view.ts';
import type { CellRange } from './selection.ts';

export interface CapacityRowProps {
  readonly row: GridRow;
  readonly index: number;
  /** In pixels from the top of the grid. */
  readonly top: number;
  /** The weeks in the page. */
  readonly first: number;
  readonly last: number;
  readonly view: GridView;
  /** What is selected, if any of it is in this row. */
  readonly selected: CellRange | undefined;
  /** What a drag would fill, or where it would move what is selected. */
  readonly target: CellRange | undefined;
  /** The week of the active cell, if that is in this row. */
  readonly activeColumn: number | undefined;
  readonly editing: Editing | undefined;
  readonly isRtl: boolean;
  readonly step: (rows: number, weeks: number) => void;
  readonly focusGrid: () => void;
}

/** A person, a group of them, or what somebody is planned for, week by week. */
export const CapacityRow = memo(function CapacityRow(props: CapacityRowProps) {
  const { row, index, top, first, last, view, selected, target, activeColumn, editing } = props;
  const columns = Array.from({ length: last - first + 1 }, (_, offset) => first + offset);
  return (
    <div
      className={styles.row}
      role="row"
      aria-rowindex={index + 2}
      data-kind={row.kind}
      style={{ transform: `translateY(${top}px)` }}
    >
      <div className={styles.name} role="rowheader" aria-colindex={1}>
        <RowName row={row} plans={view.plans} canOpen={view.shows === 'plan'} focusGrid={props.focusGrid} />
      </div>
      {columns.map((column) => {
        const week = view.weeks[column] ?? '';
        return (
          <CapacityCell
            key={column}
            row={row}
            index={index}
            column={column}
            week={week}
            isNow={week === view.thisWeek}
            {...cellFigures(row, week, view)}
            grips={gripsOf(selected, index, column)}
            isTarget={isWithin(target, column)}
            isActive={column === activeColumn}
            editing={editing?.place.week === week ? editing : undefined}
            plans={view.plans}
            isRtl={props.isRtl}
            step={props.step}
            focusGrid={props.focusGrid}
          />
        );
      })}
    </div>
  );
});

/**
 * Where the pointer takes hold of what is selected: its edges move it, its corner fills on. Nothing for a
 * cell that is not selected; as text, so that cells that stay the same are not drawn again.
 */
function gripsOf(range: CellRange | undefined, index: number, column: number): string | undefined {
  if (range === undefined || !isWithin(range, column)) return undefined;
  const edges = [
    index === range.top ? 'top' : '',
    index === range.bottom ? 'bottom' : '',
    column === range.first ? 'start' : '',
    column === range.last ? 'end' : '',
  ];
  return edges.filter((edge) => edge !== '').join(' ');
}

function isWithin(range: CellRange | undefined, column: number): boolean {
  return range !== undefined && column >= range.first && column <= range.last;
}
