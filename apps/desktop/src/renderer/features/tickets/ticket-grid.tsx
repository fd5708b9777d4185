import type { Ticket } from '@holdfast/shared/model/ticket.ts';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { usePeople } from '../../hooks/use-people.ts';
import { rememberList, useMemory } from '../../state/memory.ts';
import { goTo, showDetail, useRoute } from '../../state/route.ts';
import type { WindowedList, WindowedRows } from '../../state/windowed-rows.ts';
import { placeAfterKey } from './list-keys.ts';
import type { SortColumn } from './ticket-filters.ts';
import styles from './ticket-grid.module.css';
import { TicketRow } from './ticket-row.tsx';
import { useHold } from './use-hold.ts';
import { useListKeys } from './use-list-keys.ts';
import { useRememberedScroll } from './use-remembered-scroll.ts';

const ROW = 36;
const OVERSCAN = 12;

export interface TicketGridProps {
  readonly name: string;
  readonly rows: WindowedRows;
  readonly list: WindowedList;
  readonly sort: SortColumn;
}

/** The rows themselves: only those in sight are in the page, however many there are. */
export function TicketGrid({ name, rows, list, sort }: TicketGridProps) {
  const { t } = useTranslation('tickets');
  const box = useRef<HTMLDivElement>(null);
  const people = usePeople();
  const openId = useRoute(({ route }) => (route.detail?.table === 'ticket' ? route.detail.id : undefined));
  const remembered = useMemory((state) => state.lists[name]?.selectedId);
  const selectedId = openId ?? remembered;
  const { initialOffset, onScroll } = useRememberedScroll(name);
  const virtual = useVirtualizer({
    count: list.total,
    getScrollElement: () => box.current,
    estimateSize: () => ROW,
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
    if (openId !== undefined) showDetail({ table: 'ticket', id });
  };
  const open = (id: string) => {
    rememberList(name, { selectedId: id });
    goTo({ ...useRoute.getState().route, detail: { table: 'ticket', id } });
  };
  /** After a search the row that was selected may be gone from the list: then its first one is meant. */
  const openAt = (index: number) => {
    const id = list.rowAt(index)?.row.id;
    if (id !== undefined) open(id);
  };
  const onKey = (event: KeyboardEvent | globalThis.KeyboardEvent) => {
    const place = selectedId === undefined ? undefined : list.indexOf(selectedId);
    const page = Math.floor((box.current?.clientHeight ?? 0) / ROW) - 1;
    const next = placeAfterKey(event.key, place, list.total, page);
    if (next !== undefined) select(next);
    else if (event.key === 'Enter') openAt(place ?? 0);
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
      role="grid"
      tabIndex={0}
      aria-label={t('list')}
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
          // The engine's ticket rows are of the ticket's schema; it checked them as they came in.
          const ticket = queried.row as Ticket;
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the grid takes the keys
            <div
              key={index}
              id={rowId(name, ticket.id)}
              role="row"
              aria-rowindex={index + 1}
              aria-selected={ticket.id === selectedId}
              data-open={ticket.id === openId || undefined}
              className={styles.row}
              style={{ transform: `translateY(${start}px)` }}
              onClick={() => open(ticket.id)}
            >
              <TicketRow
                ticket={ticket}
                waiting={queried.waiting}
                assignee={people.get(ticket.assigneeId ?? '')}
                sort={sort}
              />
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
