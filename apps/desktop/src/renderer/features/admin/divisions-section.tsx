import { type Division, divisionModel } from '@holdfast/shared/model/division.ts';
import { membershipModel } from '@holdfast/shared/model/membership.ts';
import { useTranslation } from 'react-i18next';
import { useLiveQuery } from '../../hooks/use-live-query.ts';
import { useDetailPlace } from '../../hooks/use-row-place.ts';
import { useWindowedRows } from '../../hooks/use-windowed-rows.ts';
import { Empty, EmptyState } from '../../ui/empty-state.tsx';
import { RowGrid } from '../../ui/row-grid.tsx';
import { WaitingDot } from '../../ui/waiting-dot.tsx';
import styles from './divisions-section.module.css';
import { NewDivisionButton } from './new-division-dialog.tsx';
import { SectionBar } from './section-bar.tsx';

/** The divisions, and how many people each has. */
export function DivisionsSection() {
  const { t } = useTranslation('admin');
  const { rows, list } = useWindowedRows(divisionModel, {
    order: [{ column: 'name', direction: 'ascending' }],
  });
  const counts = useMemberCounts();
  const place = useDetailPlace('division');
  return (
    <>
      <SectionBar
        count={list.loaded ? t('divisions.count', { count: list.total }) : undefined}
        actions={<NewDivisionButton />}
      />
      {list.loaded && list.total === 0 && (
        <Empty>
          <EmptyState title={t('divisions.empty')} body={t('divisions.empty.body')} />
        </Empty>
      )}
      {list.total > 0 && (
        <RowGrid
          name="admin divisions"
          label={t('section.divisions')}
          place={place}
          rows={rows}
          list={list}
          rowClass={styles.row}
          renderRow={({ row, waiting }) => (
            <DivisionRow
              // The engine's division rows are of the division's schema; it checked them as they came in.
              division={row as Division}
              waiting={waiting}
              count={counts.get(row.id) ?? 0}
            />
          )}
        />
      )}
    </>
  );
}

interface DivisionRowProps {
  readonly division: Division;
  readonly waiting: boolean;
  readonly count: number;
}

function DivisionRow({ division, waiting, count }: DivisionRowProps) {
  const { t } = useTranslation('admin');
  return (
    <>
      <span role="gridcell" className={styles.name} title={division.name} dir="auto">
        {division.name}
      </span>
      <span role="gridcell">{waiting && <WaitingDot />}</span>
      <span role="gridcell" className={styles.count}>
        {t('people.count', { count })}
      </span>
    </>
  );
}

function useMemberCounts(): ReadonlyMap<string, number> {
  const memberships = useLiveQuery(membershipModel, {
    where: { groupTable: 'division' },
    offset: 0,
    limit: 2_000,
  });
  const counts = new Map<string, number>();
  for (const { row } of memberships?.rows ?? []) counts.set(row.groupId, (counts.get(row.groupId) ?? 0) + 1);
  return counts;
}
