import { type MouseEvent, type Ref, useEffect, useImperativeHandle, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './capacity-grid.module.css';
import { CapacityRows } from './capacity-rows.tsx';
import { leaveGrid } from './grid-store.ts';
import type { GridView } from './grid-view.ts';
import type { WeekSpan } from './use-boards.ts';
import { beginAt, useActiveId, useGridParts } from './use-grid-parts.ts';
import type { GridPlaces } from './use-grid-shape.ts';
import { WeekHead } from './week-head.tsx';

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
  const parts = useGridParts({ box, places, view: given, onWeeks });
  const { scroll, items, weeks, view, keys, pointer, focusGrid } = parts;
  const activeId = useActiveId(places, items, weeks);
  useImperativeHandle(handle, () => ({ showWeek: scroll.showWeek }));
  useEffect(() => leaveGrid, []);
  useEffect(() => {
    if (document.activeElement === document.body) focusGrid();
  }, [focusGrid]);
  return (
    <div
      ref={box}
      className={styles.grid}
      role="grid"
      tabIndex={0}
      aria-label={label}
      aria-description={t('grid.keys')}
      aria-rowcount={places.rows.length + 1}
      aria-colcount={places.weeks.length + 1}
      aria-multiselectable
      aria-activedescendant={activeId}
      onScroll={(event) => scroll.onScroll(event.currentTarget.scrollTop)}
      onFocus={() => beginAt(places, view.thisWeek)}
      onKeyDown={keys.onKeyDown}
      onDoubleClick={(event) => isOnCell(event) && keys.edit()}
      {...pointer}
    >
      <div
        className={styles.canvas}
        style={{ height: scroll.rows.getTotalSize(), width: scroll.weeks.getTotalSize() }}
      >
        <WeekHead weeks={places.weeks} {...weeks} thisWeek={view.thisWeek} />
        <CapacityRows
          places={places}
          view={view}
          items={items}
          weeks={weeks}
          isRtl={scroll.isRtl}
          step={keys.step}
          focusGrid={focusGrid}
        />
      </div>
    </div>
  );
}

function isOnCell({ target }: MouseEvent): boolean {
  return target instanceof Element && target.closest('[data-cell]') !== null;
}
