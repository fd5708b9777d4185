import { UnstyledButton } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useIsFirstSync } from '../../hooks/use-first-sync.ts';
import type { WindowedList } from '../../state/windowed-rows.ts';
import { writeNumber } from '../../ui/locale.ts';
import { Picker } from '../../ui/picker.tsx';
import { NONE, useTicketChoices } from './choices.tsx';
import styles from './filter-bar.module.css';
import {
  clearFilters,
  type FilterField,
  type FixedFilters,
  filterFields,
  isFiltered,
  type SortColumn,
  sortBy,
  sortColumns,
  type TicketFilters,
  toggleFilter,
} from './ticket-filters.ts';

export interface FilterBarProps {
  readonly filters: TicketFilters;
  readonly fixed: FixedFilters;
  readonly onChange: (filters: TicketFilters) => void;
  readonly list: WindowedList;
  /** Brings a list that holds still up to date. */
  readonly onUpdate: () => void;
}

/** What the list is narrowed down to, how many are left, and in which order. */
export function FilterBar({ filters, fixed, onChange, list, onUpdate }: FilterBarProps) {
  const { t } = useTranslation('tickets');
  const choices = useTicketChoices();
  const isFirstSync = useIsFirstSync();
  const open = filterFields.filter((field) => fixed[field] === undefined && choices[field].length > 1);
  return (
    <div className={styles.bar}>
      {open.map((field) => (
        <Picker
          key={field}
          look="chip"
          several
          label={t(field)}
          choices={choices[field]}
          chosen={keysOf(filters, field)}
          onChoose={(key) => onChange(toggleFilter(filters, field, key === NONE ? null : key))}
          {...(choices[field].length > 8 ? { searchLabel: t('filter.find') } : {})}
          nothingFound={t('filter.nothing')}
        >
          <Chosen
            labels={choices[field]
              .filter(({ key }) => keysOf(filters, field).includes(key))
              .map(({ label }) => label)}
          />
        </Picker>
      ))}
      {isFiltered(filters) && (
        <UnstyledButton className={styles.clear} onClick={() => onChange(clearFilters(filters))}>
          <IconX size={16} aria-hidden />
          {t('filter.clear')}
        </UnstyledButton>
      )}
      <span className={styles.end}>
        {list.updates > 0 && (
          <UnstyledButton className={styles.updates} title={t('updates.hint')} onClick={onUpdate}>
            {t('updates', { count: list.updates })}
          </UnstyledButton>
        )}
        {list.loaded && (
          <span className={styles.count}>
            {t(isFirstSync ? 'count.soFar' : 'count', {
              count: list.total,
              shown: writeNumber(list.total),
            })}
          </span>
        )}
        <SortPicker filters={filters} onChange={onChange} />
      </span>
    </div>
  );
}

function keysOf(filters: TicketFilters, field: FilterField): string[] {
  return filters[field].map((value) => value ?? NONE);
}

function Chosen({ labels }: { readonly labels: readonly string[] }) {
  const { t } = useTranslation('tickets');
  const [first, ...more] = labels;
  if (first === undefined) return null;
  return (
    <b className={styles.chosen}>
      {more.length === 0 ? first : t('filter.several', { first, count: more.length })}
    </b>
  );
}

function SortPicker({ filters, onChange }: Pick<FilterBarProps, 'filters' | 'onChange'>) {
  const { t } = useTranslation('tickets');
  const Arrow = filters.direction === 'ascending' ? IconArrowUp : IconArrowDown;
  return (
    <Picker
      look="chip"
      label={t('sort')}
      choices={sortColumns.map((column) => ({ key: column, label: t(`sort.${column}`) }))}
      chosen={[filters.sort]}
      onChoose={(column) => onChange(sortBy(filters, column as SortColumn))}
    >
      <b className={styles.chosen}>{t(`sort.${filters.sort}`)}</b>
      <Arrow size={16} role="img" aria-label={t(`sort.${filters.direction}`)} />
    </Picker>
  );
}
