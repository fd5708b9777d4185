import { ticketModel } from '@holdfast/shared/model/ticket.ts';
import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useWindowedRows } from '../../hooks/use-windowed-rows.ts';
import { rememberList, useMemory } from '../../state/memory.ts';
import { Empty, EmptyState } from '../../ui/empty-state.tsx';
import { FilterBar } from './filter-bar.tsx';
import {
  clearFilters,
  type FixedFilters,
  isFiltered,
  readFilters,
  type TicketFilters,
  ticketQuery,
} from './ticket-filters.ts';
import { TicketGrid } from './ticket-grid.tsx';
import styles from './ticket-list.module.css';

export interface TicketListProps {
  /** Under which the list remembers its filters, its selection and its place. */
  readonly name: string;
  readonly fixed: FixedFilters;
  /** Shown where there is nothing at all. */
  readonly empty: ReactNode;
}

/** Tickets with their filters, in a list that holds still under the pointer. */
export function TicketList({ name, fixed, empty }: TicketListProps) {
  const filters = readFilters(useMemory((state) => state.lists[name]?.filters));
  const { rows, list } = useWindowedRows(ticketModel, ticketQuery(filters, fixed));
  const change = (next: TicketFilters) => rememberList(name, { filters: next, scrollTop: 0 });
  const isEmpty = list.loaded && list.total === 0;
  return (
    <section className={styles.list}>
      <FilterBar
        filters={filters}
        fixed={fixed}
        onChange={change}
        list={list}
        onUpdate={() => rows.bringUpToDate()}
      />
      {isEmpty && !isFiltered(filters) && <Empty>{empty}</Empty>}
      {isEmpty && isFiltered(filters) && <NothingFits onClear={() => change(clearFilters(filters))} />}
      {list.total > 0 && <TicketGrid name={name} rows={rows} list={list} sort={filters.sort} />}
    </section>
  );
}

function NothingFits({ onClear }: { readonly onClear: () => void }) {
  const { t } = useTranslation('tickets');
  return (
    <EmptyState title={t('empty.filtered.title')} body={t('empty.filtered.body')}>
      <Button variant="default" onClick={onClear}>
        {t('empty.filtered.step')}
      </Button>
    </EmptyState>
  );
}
