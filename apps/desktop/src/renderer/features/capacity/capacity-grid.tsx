import { type Ref, useEffect, useEffectEvent, useImperativeHandle, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { openAdd } from './add-line.tsx';
import { cellId } from './capacity-cell.tsx';
import styles from './capacity-grid.module.css';
import { CapacityRow } from './capacity-row.tsx';
import { gridKeys } from './grid-keys.ts';
import { gridPointer, targetOf } from './grid-pointer.ts';
import { HEAD, ROW } from './grid-sizes.ts';
import { leaveGrid, selectCell, useGrid } from './grid-store.ts';
import type { GridView } from './grid-view.ts';
import type { CellRange } from './selection.ts';
import { useCells, type WeekSpan } from './use-boards.ts';
import { useClipboardOf } from './use-clipboard-of.ts';
import { useGridScroll } from './use-grid-scroll.ts';
import type { GridPlaces } from './use-grid-shape.ts';
import { WeekHead } from './week-head.tsx';
import { blockOf, WEEKS_BEFORE } from './weeks.ts';

export interface CapacityGridProps {
  readonly label: string;
  readonly places: GridPlaces;
  readonly view: Omit<GridView, 'cells'>;
  /** Tells which weeks are in sight. */
  readonly onWeeks: (span: WeekSpan) => void;
  readonly handle: Ref<GridHandle>;
}

/** What others may have the grid do. */
export interface GridHandle {
  showWeek(index: number): void;
}

/** People and weeks, as a table that is written in like those of other programs. */
export function CapacityGrid({ label, places, view: given, onWeeks, handle }: CapacityGridProps) {
  const { t } = useTranslation('capacity');
  const box = useRef<HTMLDivElement>(null);
  const size = { row: places.rows.length, column: places.weeks.length };
  const scroll = useGridScroll(box, size);
  const { isRtl, show } = scroll;
  const rows = scroll.rows.getVirtualItems();
  const weeks = scroll.weeks.getVirtualItems();
  const [first, last] = [weeks[0]?.index ?? 0, weeks.at(-1)?.index ?? 0];
  const span = useWeeksInSight(scroll.weeks.range, onWeeks);
  const inSight = rows.flatMap(({ index }) => {
    const row = places.rows[index];
    return row?.kind === 'line' ? [row.userId] : [];
  });
  const cells = useCells(places.weeks, [...new Set(inSight)], span);
  const view = useMemo((): GridView => ({ ...given, cells }), [given, cells]);
  const { selection, drag, editing } = useGrid();
  const range = places.rangeOf(selection);
  const active = selection && places.indexOf(selection.active);
  const target = drag && drag.kind !== 'select' ? targetOf(drag, size) : undefined;
  const focusGrid = useRef(() => box.current?.focus({ preventScroll: true })).current;
  const page = Math.max(1, Math.floor(((box.current?.clientHeight ?? 0) - HEAD) / ROW) - 1);
  const hasLines = view.shows === 'plan';
  const keys = gridKeys({
    places,
    cells,
    plans: view.plans,
    isRtl,
    hasLines,
    page,
    show,
    onAdd: openAdd,
  });
  const pointer = gridPointer({ box, places, isRtl, show });
  const step = useStable(keys.step);
  useClipboardOf(box, keys.onClipboard);
  useImperativeHandle(handle, () => ({ showWeek: scroll.showWeek }));
  useEffect(() => leaveGrid, []);
  useEffect(() => {
    if (document.activeElement === document.body) focusGrid();
  }, [focusGrid]);
  const isInPage = active !== undefined && rows.some(({ index }) => index === active.row);
  return (
    <div
      ref={box}
      className={styles.grid}
      role="grid"
      tabIndex={0}
      aria-label={label}
      aria-description={t('grid.keys')}
      aria-rowcount={size.row + 1}
      aria-colcount={size.column + 1}
      aria-multiselectable
      aria-activedescendant={isInPage && active ? cellId(active.row, active.column) : undefined}
      onScroll={(event) => scroll.onScroll(event.currentTarget.scrollTop)}
      onFocus={() => {
        const place = places.placeAt({ row: 0, column: Math.max(0, places.weeks.indexOf(view.thisWeek)) });
        if (active === undefined && place !== undefined) selectCell(place);
      }}
      onKeyDown={keys.onKeyDown}
      onDoubleClick={(event) => {
        if (event.target instanceof Element && event.target.closest('[data-cell]')) keys.edit();
      }}
      {...pointer}
    >
      <div
        className={styles.canvas}
        style={{ height: scroll.rows.getTotalSize(), width: scroll.weeks.getTotalSize() }}
      >
        <WeekHead weeks={places.weeks} first={first} last={last} thisWeek={view.thisWeek} />
        <div role="rowgroup">
          {rows.map(({ index, start }) => {
            const row = places.rows[index];
            if (row === undefined) return null;
            return (
              <CapacityRow
                key={row.key}
                row={row}
                index={index}
                top={start}
                first={first}
                last={last}
                view={view}
                selected={ofRow(range, index)}
                target={ofRow(target, index)}
                activeColumn={active?.row === index ? active.column : undefined}
                editing={editing?.place.rowKey === row.key ? editing : undefined}
                isRtl={isRtl}
                step={step}
                focusGrid={focusGrid}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}

/** A range where a row is in it: the same one for as long as it is, so that only rows that differ are drawn again. */
function ofRow(range: CellRange | undefined, row: number): CellRange | undefined {
  return range !== undefined && row >= range.top && row <= range.bottom ? range : undefined;
}

/** The weeks that can be seen, without those beyond the edges; tells of them when there are others to read. */
function useWeeksInSight(
  range: { readonly startIndex: number; readonly endIndex: number } | null,
  onWeeks: (span: WeekSpan) => void,
): WeekSpan {
  const first = range?.startIndex ?? WEEKS_BEFORE;
  const last = range?.endIndex ?? WEEKS_BEFORE;
  const isKnown = range !== null;
  const tell = useEffectEvent(() => onWeeks({ first, last }));
  const [from, to] = [blockOf(first), blockOf(last)];
  // biome-ignore lint/correctness/useExhaustiveDependencies: weeks are read in blocks, and a week more of the same one is no news
  useEffect(() => {
    if (isKnown) tell();
  }, [isKnown, from, to]);
  return { first, last };
}

/** A function that stays the same and does what the latest one does. */
function useStable<Args extends readonly unknown[]>(run: (...args: Args) => void): (...args: Args) => void {
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  return useRef((...args: Args) => latest.current(...args)).current;
}
