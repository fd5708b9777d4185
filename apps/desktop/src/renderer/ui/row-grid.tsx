import { useVirtualizer } from '@tanstack/react-virtual';
import { type CSSProperties, type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import type { QueriedRow } from '../../engine/api/query.ts';
import { useHold } from '../hooks/use-hold.ts';
import { useListKeys } from '../hooks/use-list-keys.ts';
import { useRememberedScroll } from '../hooks/use-remembered-scroll.ts';
import type { RowPlace } from '../hooks/use-row-place.ts';
import { rememberList, useMemory } from '../state/memory.ts';
import type { WindowedList, WindowedRows } from '../state/windowed-rows.ts';
import { placeAfterKey } from './list-keys.ts';
import { namedRow } from './named-row.ts';
import styles from './row-grid.module.css';

const ROW = 36;
const OVERSCAN = 12;

export interface RowGridProps {
  /** Under which the list remembers its selection and its place. */
  readonly name: string;
  readonly label: string;
  /** Where a row opens. */
  readonly place: RowPlace;
  readonly rows: WindowedRows;
  readonly list: WindowedList;
  /** Sets the columns of a row. */
  readonly rowClass: string | undefined;
  /** In pixels, where a row is not of one line. */
  readonly rowHeight?: number;
  /** The cells of a row, each with the role `gridcell`. */
  readonly renderRow: (queried: QueriedRow) => ReactNode;
}

/** Rows of a table, each of which opens: only those in sight are in the page, however many there are. */
export function RowGrid(props: RowGridProps) {
  const { name, label, place, rows, list, rowClass, rowHeight = ROW, renderRow } = props;
  const box = useRef<HTMLDivElement>(null);
  const { openId } = place;
  const remembered = useMemory((state) => state.lists[name]?.selectedId);
  const selectedId = openId ?? remembered;
  const { initialOffset, onScroll } = useRememberedScroll(name);
  const virtual = useVirtualizer({
    count: list.total,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeight,
    overscan: OVERSCAN,
    initialOffset,
  });
  const items = virtual.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  // Only rows that are in the page may be named as the active one.
  const activeId = items.some(({ index }) => list.rowAt(index)?.row.id === selectedId)
    ? selectedId
    : undefined;
  useEffect(() => rows.look(first, last), [rows, first, last]);
  const hold = useHold(rows, initialOffset);

  const select = (index: number) => {
    const id = list.rowAt(index)?.row.id;
    if (id === undefined) return;
    rememberList(name, { selectedId: id });
    virtual.scrollToIndex(index);
    // With a detail open the list leads it, as in a mail program.
    if (openId !== undefined) place.show(id);
  };
  const open = (id: string) => {
    rememberList(name, { selectedId: id });
    place.open(id);
  };
  /** After a search the row that was selected may be gone from the list: then its first one is meant. */
  const openAt = (index: number) => {
    const id = list.rowAt(index)?.row.id;
    if (id !== undefined) open(id);
  };
  const onKey = (event: KeyboardEvent | globalThis.KeyboardEvent) => {
    const index = selectedId === undefined ? undefined : list.indexOf(selectedId);
    const page = Math.floor((box.current?.clientHeight ?? 0) / rowHeight) - 1;
    const next = placeAfterKey(event.key, index, list.total, page);
    if (next !== undefined) select(next);
    else if (event.key === 'Enter') openAt(index ?? 0);
    else return;
    event.preventDefault();
  };
  useListKeys(box, onKey);
  const isOpen = openId !== undefined;
  useEffect(() => {
    // The list takes the focus when it appears or its detail has gone, unless something else has it.
    if (!isOpen && document.activeElement === document.body) box.current?.focus({ preventScroll: true });
  }, [isOpen]);

  return (
    <div
      ref={box}
      className={styles.grid}
      style={{ '--row': `${rowHeight}px` } as CSSProperties}
      role="grid"
      tabIndex={0}
      aria-label={label}
      aria-rowcount={list.total}
      aria-activedescendant={activeId === undefined ? undefined : rowId(name, activeId)}
      onScroll={(event) => {
        onScroll(event.currentTarget.scrollTop);
        hold.scrolled(event.currentTarget.scrollTop);
      }}
      onPointerEnter={() => hold.over(true)}
      onPointerLeave={() => hold.over(false)}
    >
      <div className={styles.canvas} style={{ height: virtual.getTotalSize() }} role="rowgroup">
        {items.map(({ index, start }) => {
          const queried = list.rowAt(index);
          if (queried === undefined) return null;
          const { id } = queried.row;
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the grid takes the keys
            <div
              key={index}
              id={rowId(name, id)}
              role="row"
              aria-rowindex={index + 1}
              aria-selected={id === selectedId}
              data-open={id === openId || undefined}
              {...namedRow(place.rowOf(id))}
              className={[styles.row, rowClass].join(' ')}
              style={{ transform: `translateY(${start}px)` }}
              onClick={() => open(id)}
            >
              {renderRow(queried)}
            </div>
          );
        })}
      </div>
    </div>
  );
}

function rowId(list: string, id: string): string {
  return `${list} ${id}`.replaceAll(' ', '-');
}
