import { memo } from 'react';
import { CapacityCell } from './capacity-cell.tsx';
import styles from './capacity-grid.module.css';
import { cellFigures } from './cell-figures.ts';
import { RowName } from './grid-row-name.tsx';
import type { GridRow } from './grid-rows.ts';
import { WEEKS_AT_ONCE } from './grid-sizes.ts';
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
      {stepsOf(first, last).map((step) => (
        <RowWeeks
          key={step}
          row={row}
          index={index}
          first={step}
          last={Math.min(step + WEEKS_AT_ONCE, last + 1) - 1}
          view={view}
          selected={ofWeeks(selected, step)}
          target={ofWeeks(target, step)}
          activeColumn={isOfStep(activeColumn, step) ? activeColumn : undefined}
          editing={editing}
          isRtl={props.isRtl}
          step={props.step}
          focusGrid={props.focusGrid}
        />
      ))}
    </div>
  );
});

/** Some weeks of a row: they stay as they are while others come into the page. */
const RowWeeks = memo(function RowWeeks(props: Omit<CapacityRowProps, 'top'>) {
  const { row, index, first, last, view, selected, target, activeColumn, editing } = props;
  const columns = Array.from({ length: last - first + 1 }, (_, offset) => first + offset);
  return columns.map((column) => {
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
  });
});

/** The first week of each step that is in the page. The page begins with a step. */
function stepsOf(first: number, last: number): readonly number[] {
  const count = Math.floor((last - first) / WEEKS_AT_ONCE) + 1;
  return Array.from({ length: count }, (_, index) => first + index * WEEKS_AT_ONCE);
}

function isOfStep(column: number | undefined, step: number): boolean {
  return column !== undefined && column >= step && column < step + WEEKS_AT_ONCE;
}

/** A range, where weeks of this step are in it. */
function ofWeeks(range: CellRange | undefined, step: number): CellRange | undefined {
  return range !== undefined && range.last >= step && range.first < step + WEEKS_AT_ONCE ? range : undefined;
}

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
