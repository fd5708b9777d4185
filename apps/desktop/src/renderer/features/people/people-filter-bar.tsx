import { divisionModel } from '@holdfast/shared/model/division.ts';
import { UnstyledButton } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLiveQuery } from '../../hooks/use-live-query.ts';
import { writeList } from '../../ui/locale.ts';
import { Picker } from '../../ui/picker.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import type { PeopleFilters } from './people-order.ts';
import styles from './people-screen.module.css';

export interface PeopleFilterBarProps {
  readonly filters: PeopleFilters;
  readonly onChange: (filters: PeopleFilters) => void;
  /** What stands at its end. */
  readonly children: ReactNode;
}

/** Narrows the list of people down. */
export function PeopleFilterBar({ filters, onChange, children }: PeopleFilterBarProps) {
  const { t } = useTranslation('people');
  return (
    <div className={styles.bar}>
      <SearchField
        label={t('search')}
        text={filters.text}
        onChange={(text) => onChange({ ...filters, text })}
      />
      <DivisionFilter
        chosen={filters.divisionIds}
        onChange={(divisionIds) => onChange({ ...filters, divisionIds })}
      />
      <UnstyledButton
        className={styles.toggle}
        aria-pressed={filters.hereOnly}
        onClick={() => onChange({ ...filters, hereOnly: !filters.hereOnly })}
      >
        {t('hereOnly')}
      </UnstyledButton>
      {children}
    </div>
  );
}

interface DivisionFilterProps {
  readonly chosen: readonly string[];
  readonly onChange: (divisionIds: readonly string[]) => void;
}

/** Which divisions they belong to; not there where there are none. */
function DivisionFilter({ chosen, onChange }: DivisionFilterProps) {
  const { t } = useTranslation('people');
  const divisions = useLiveQuery(divisionModel, {
    order: [{ column: 'name', direction: 'ascending' }],
    offset: 0,
    limit: 2_000,
  });
  const rows = divisions?.rows ?? [];
  if (rows.length === 0) return null;
  const names = rows.filter(({ row }) => chosen.includes(row.id)).map(({ row }) => row.name);
  const toggle = (id: string) =>
    onChange(chosen.includes(id) ? chosen.filter((other) => other !== id) : [...chosen, id]);
  return (
    <Picker
      look="chip"
      several
      label={t('division')}
      choices={rows.map(({ row }) => ({ key: row.id, label: row.name }))}
      chosen={chosen}
      onChoose={toggle}
      nothingFound={t('nothing')}
      {...(rows.length > 8 ? { searchLabel: t('division.find') } : {})}
    >
      {names.length > 0 && <span className={styles.chosen}>{writeList(names)}</span>}
    </Picker>
  );
}
