import { divisionModel } from '@holdfast/shared/model/division.ts';
import { membershipModel } from '@holdfast/shared/model/membership.ts';
import { may } from '@holdfast/shared/permissions.ts';
import { UnstyledButton } from '@mantine/core';
import { IconUsersGroup } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useLiveQuery } from '../../hooks/use-live-query.ts';
import { useMe, useMyId } from '../../hooks/use-people.ts';
import { goTo } from '../../state/route.ts';
import styles from './home.module.css';
import { HomePart } from './home-part.tsx';

const MOST = 8;

/** The way to how divisions go, one's own first: for the desk, who sees all that is counted there. */
export function DivisionsPart() {
  const { t } = useTranslation('home');
  const me = useMe();
  const userId = useMyId();
  const found = useLiveQuery(divisionModel, {
    order: [{ column: 'name', direction: 'ascending' }],
    offset: 0,
    limit: 500,
  });
  const mine = useLiveQuery(membershipModel, {
    where: { userId, groupTable: 'division' },
    offset: 0,
    limit: 500,
  });
  if (!me || !found || !mine || found.total === 0 || !may(me.role, 'ticket.assign', false)) return null;
  const own = new Set(mine.rows.map(({ row }) => row.groupId));
  const divisions = found.rows.map(({ row }) => row);
  const ordered = [
    ...divisions.filter(({ id }) => own.has(id)),
    ...divisions.filter(({ id }) => !own.has(id)),
  ];
  return (
    <HomePart title={t('divisions')}>
      <ul className={styles.list}>
        {ordered.slice(0, MOST).map(({ id, name }) => (
          <li key={id}>
            <UnstyledButton className={styles.row} onClick={() => goTo({ screen: 'division', id })}>
              <IconUsersGroup size={16} aria-hidden />
              <span className={styles.name} dir="auto">
                {name}
              </span>
            </UnstyledButton>
          </li>
        ))}
      </ul>
      {ordered.length > MOST && (
        <p className={styles.dim}>{t('divisions.more', { count: ordered.length - MOST })}</p>
      )}
    </HomePart>
  );
}
