import { memo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { WaitingDot } from '../../ui/waiting-dot.tsx';
import styles from './capacity-grid.module.css';
import { CellEditor } from './cell-editor.tsx';
import { RowName } from './grid-row-name.tsx';
import type { GridRow, LineRow } from './grid-rows.ts';
import { NAMES, WEEK } from './grid-sizes.ts';
import type { Editing } from './grid-store.ts';
import type { GridView } from './grid-view.ts';
import { writeHours } from './hours-text.ts';
import { LoadFigure, levelFor } from './load-cell.tsx';
import { placeOf } from './range-edits.ts';
import type { CellRange } from './selection.ts';
import { longDay } from './weeks.ts';

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
  const { row, index, top, first, last, view, focusGrid } = props;
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
        <RowName row={row} view={view} focusGrid={focusGrid} />
      </div>
      {columns.map((column) => (
        <Cell key={column} column={column} {...props} />
      ))}
    </div>
  );
});

function Cell({ column, ...props }: CapacityRowProps & { readonly column: number }) {
  const { row, index, view, selected, target, activeColumn } = props;
  const week = view.weeks[column] ?? '';
  const load = loadOf(row, week, view);
  const level = load && levelFor(load, row.kind === 'person' ? view.limits.person : view.limits.group);
  return (
    <div
      id={cellId(index, column)}
      className={styles.cell}
      role="gridcell"
      data-cell
      aria-colindex={column + 2}
      aria-selected={isWithin(selected, column)}
      aria-readonly={row.kind !== 'line' || view.plans.refusalOf(row.projectId) !== undefined}
      data-active={column === activeColumn || undefined}
      data-target={isWithin(target, column) || undefined}
      data-now={week === view.thisWeek || undefined}
      data-level={view.shows === 'use' || level === 'over' ? level : undefined}
      style={{ insetInlineStart: NAMES + column * WEEK }}
    >
      {load && level && (
        <LoadFigure load={load} level={level} shows={view.shows} words={view.sayLoad(load, level)} />
      )}
      {row.kind === 'line' && <LineCell line={row} week={week} {...props} />}
      {selected !== undefined && <Grips range={selected} index={index} column={column} />}
    </div>
  );
}

function LineCell({
  line,
  week,
  view,
  editing,
  step,
  focusGrid,
  isRtl,
}: CapacityRowProps & { readonly line: LineRow; readonly week: string }) {
  const { t } = useTranslation('capacity');
  const place = placeOf(line, week);
  const { hours, waiting } = view.cells.at(place);
  if (editing?.place.week === week) {
    const label = t('hours.of', { what: view.plans.nameOf(line), week: longDay(week) });
    return (
      <CellEditor
        editing={editing}
        place={place}
        label={label}
        step={step}
        focusGrid={focusGrid}
        isRtl={isRtl}
      />
    );
  }
  return (
    <>
      {waiting && <WaitingDot />}
      <span>{writeHours(hours)}</span>
    </>
  );
}

interface GripsProps {
  readonly range: CellRange;
  readonly index: number;
  readonly column: number;
}

/** Where the pointer takes hold of what is selected: its edges move it, its corner fills on. */
function Grips({ range, index, column }: GripsProps): ReactNode {
  if (!isWithin(range, column)) return null;
  const edges = [
    index === range.top && 'top',
    index === range.bottom && 'bottom',
    column === range.first && 'start',
    column === range.last && 'end',
  ].filter((edge) => edge !== false);
  const isCorner = index === range.bottom && column === range.last;
  return (
    <>
      {edges.map((edge) => (
        <span key={edge} className={styles.edge} data-move data-edge={edge} aria-hidden />
      ))}
      {isCorner && <span className={styles.corner} data-fill aria-hidden />}
    </>
  );
}

function loadOf(row: GridRow, week: string, { loadOf: loadsOf, knows }: GridView) {
  if (row.kind === 'line' || row.kind === 'add') return undefined;
  if (row.kind !== 'person') return loadsOf(row.userIds, week);
  const { id } = row.person;
  const load = loadsOf([id], week);
  // Of who is known in part only, hours can be said but not how full a week is.
  return load && (knows(id) ? load : undefined);
}

function isWithin(range: CellRange | undefined, column: number): boolean {
  return range !== undefined && column >= range.first && column <= range.last;
}

export function cellId(row: number, column: number): string {
  return `capacity-${row}-${column}`;
}
