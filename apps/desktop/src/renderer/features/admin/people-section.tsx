import { roles, type User, userModel } from '@holdfast/shared/model/user.ts';
import { Button, UnstyledButton } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useDetailPlace } from '../../hooks/use-row-place.ts';
import { useWindowedRows } from '../../hooks/use-windowed-rows.ts';
import { rememberList, useMemory } from '../../state/memory.ts';
import { Empty, EmptyState } from '../../ui/empty-state.tsx';
import { writeList } from '../../ui/locale.ts';
import { Picker } from '../../ui/picker.tsx';
import { RowGrid } from '../../ui/row-grid.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { InviteButton } from './invite-dialog.tsx';
import {
  isNarrowed,
  noFilters,
  type PeopleFilters,
  peopleQuery,
  readPeopleFilters,
  toggle,
} from './people-filters.ts';
import styles from './people-section.module.css';
import { PersonRow } from './person-row.tsx';
import { SectionBar } from './section-bar.tsx';

const LIST = 'admin people';

/** Everybody who has an account. */
export function PeopleSection() {
  const { t } = useTranslation('admin');
  const filters = readPeopleFilters(useMemory((state) => state.lists[LIST]?.filters));
  const { rows, list } = useWindowedRows(userModel, peopleQuery(filters));
  const place = useDetailPlace('user');
  const change = (next: PeopleFilters) => rememberList(LIST, { filters: next, scrollTop: 0 });
  const isEmpty = list.loaded && list.total === 0;
  return (
    <>
      <SectionBar
        count={list.loaded ? t('people.count', { count: list.total }) : undefined}
        actions={<InviteButton />}
      >
        <Narrow filters={filters} onChange={change} />
        {list.updates > 0 && (
          <UnstyledButton className={styles.updates} onClick={() => rows.bringUpToDate()}>
            {t('people.updates', { count: list.updates })}
          </UnstyledButton>
        )}
      </SectionBar>
      {isEmpty && (
        <Empty>
          <EmptyState title={t('people.nobody')} body={t('people.nobody.body')}>
            <Button variant="default" onClick={() => change(noFilters)}>
              {t('people.everybody')}
            </Button>
          </EmptyState>
        </Empty>
      )}
      {list.total > 0 && (
        <RowGrid
          name={LIST}
          label={t('section.people')}
          place={place}
          rows={rows}
          list={list}
          rowClass={styles.row}
          renderRow={({ row, waiting }) => (
            // The engine's user rows are of the user's schema; it checked them as they came in.
            <PersonRow person={row as User} waiting={waiting} />
          )}
        />
      )}
    </>
  );
}

interface NarrowProps {
  readonly filters: PeopleFilters;
  readonly onChange: (filters: PeopleFilters) => void;
}

function Narrow({ filters, onChange }: NarrowProps) {
  const { t } = useTranslation('admin');
  const states = [false, true];
  return (
    <>
      <SearchField
        label={t('people.search')}
        text={filters.text}
        onChange={(text) => onChange({ ...filters, text })}
      />
      <Picker
        look="chip"
        several
        label={t('role')}
        choices={roles.map((role) => ({ key: role, label: t(`role.${role}`) }))}
        chosen={filters.role}
        onChoose={(key) => {
          const role = roles.find((one) => one === key);
          if (role !== undefined) onChange({ ...filters, role: toggle(filters.role, role) });
        }}
      >
        <Chosen words={filters.role.map((role) => t(`role.${role}`))} />
      </Picker>
      <Picker
        look="chip"
        several
        label={t('account')}
        choices={states.map((state) => ({ key: String(state), label: t(`account.${state}`) }))}
        chosen={filters.disabled.map(String)}
        onChoose={(key) => onChange({ ...filters, disabled: toggle(filters.disabled, key === String(true)) })}
      >
        <Chosen words={filters.disabled.map((state) => t(`account.${state}`))} />
      </Picker>
      {isNarrowed(filters) && (
        <UnstyledButton className={styles.clear} onClick={() => onChange(noFilters)}>
          <IconX size={16} aria-hidden />
          {t('clear')}
        </UnstyledButton>
      )}
    </>
  );
}

function Chosen({ words }: { readonly words: readonly string[] }) {
  return words.length === 0 ? null : <span className={styles.chosen}>{writeList(words)}</span>;
}
