import type { User } from '@holdfast/shared/model/user.ts';
import { Button, UnstyledButton } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { usePeoplePresence } from '../../hooks/use-people-presence.ts';
import { useDetailPlace } from '../../hooks/use-row-place.ts';
import { rememberList, useMemory } from '../../state/memory.ts';
import type { WindowedList } from '../../state/windowed-rows.ts';
import { Empty, EmptyState } from '../../ui/empty-state.tsx';
import { RowGrid } from '../../ui/row-grid.tsx';
import { PeopleFilterBar } from './people-filter-bar.tsx';
import { readPeopleFilters } from './people-filters.ts';
import { noFilters, type PeopleFilters } from './people-order.ts';
import styles from './people-screen.module.css';
import { PersonRow } from './person-row.tsx';
import { usePeopleList } from './use-people-list.ts';

const LIST = 'people';

/** Everybody, whoever is there first. */
export function PeopleScreen() {
  const { t } = useTranslation('people');
  const kept = useMemory((state) => state.lists[LIST]?.filters);
  const filters = useMemo(() => readPeopleFilters(kept), [kept]);
  const { rows, list } = usePeopleList(filters);
  const place = useDetailPlace('person');
  const { known } = usePeoplePresence();
  const change = (next: PeopleFilters) => rememberList(LIST, { filters: { ...next }, scrollTop: 0 });
  return (
    <div className={styles.screen}>
      <PeopleFilterBar filters={filters} onChange={change}>
        {list.updates > 0 && (
          <UnstyledButton className={styles.updates} onClick={() => rows.bringUpToDate()}>
            {t('updates', { count: list.updates })}
          </UnstyledButton>
        )}
        <span className={styles.count}>{list.loaded && t('count', { count: list.total })}</span>
      </PeopleFilterBar>
      {!known && (
        <p className={styles.unknown} role="status">
          {t('unknown')}
        </p>
      )}
      <NobodyFound list={list} filters={filters} onShowAll={() => change(noFilters)} />
      {list.total > 0 && (
        <RowGrid
          name={LIST}
          label={t('screen.people')}
          place={place}
          rows={rows}
          list={list}
          rowClass={styles.row}
          // The rows are those of the directory, given to the list above.
          renderRow={({ row }) => <PersonRow person={row as User} />}
        />
      )}
    </div>
  );
}

interface NobodyFoundProps {
  readonly list: WindowedList;
  readonly filters: PeopleFilters;
  readonly onShowAll: () => void;
}

function NobodyFound({ list, filters, onShowAll }: NobodyFoundProps) {
  const { t } = useTranslation('people');
  if (!list.loaded || list.total > 0) return null;
  const why = filters.hereOnly ? 'nobody.here' : 'nobody';
  return (
    <Empty>
      <EmptyState title={t(`${why}.title`)} body={t(`${why}.body`)}>
        <Button variant="default" onClick={onShowAll}>
          {t('everybody')}
        </Button>
      </EmptyState>
    </Empty>
  );
}
