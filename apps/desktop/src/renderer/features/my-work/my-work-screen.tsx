import { overwriteModel } from '@holdfast/shared/model/overwrite.ts';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useLiveQuery } from '../../hooks/use-live-query.ts';
import { useMyId } from '../../hooks/use-people.ts';
import { showRow } from '../../state/places.ts';
import { goTo } from '../../state/route.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { TicketList } from '../tickets/ticket-list.tsx';
import styles from './my-work.module.css';

/** What this person looks after and has not ended. */
export function MyWorkScreen() {
  const { t } = useTranslation('my-work');
  const me = useMyId();
  return (
    <div className={styles.screen}>
      <ReplacedChanges />
      <TicketList
        name="my work"
        fixed={{ assigneeId: [me], status: ['open', 'in_progress', 'waiting'] }}
        empty={
          <EmptyState title={t('empty.title')} body={t('empty.body')}>
            <Button variant="default" onClick={() => goTo({ screen: 'tickets' })}>
              {t('empty.step')}
            </Button>
          </EmptyState>
        }
      />
    </div>
  );
}

/** Says on which tickets an own change was replaced, and leads to the first of them. */
function ReplacedChanges() {
  const { t } = useTranslation('my-work');
  const replaced = useReplaced();
  const [first] = replaced?.rows ?? [];
  if (replaced === undefined || first === undefined) return null;
  return (
    <div className={styles.note}>
      <span>{t('replaced', { count: replaced.total })}</span>
      <Button variant="default" onClick={() => showRow(first.row.subjectTable, first.row.subjectId)}>
        {t('replaced.show')}
      </Button>
    </div>
  );
}

function useReplaced() {
  const userId = useMyId();
  return useLiveQuery(overwriteModel, {
    where: { userId, seen: false },
    order: [{ column: 'at', direction: 'ascending' }],
    offset: 0,
    limit: 1,
  });
}

/** How many own changes were replaced and not looked at. */
export function MyWorkBadge() {
  const { t } = useTranslation('my-work');
  const total = useReplaced()?.total ?? 0;
  if (total === 0) return null;
  return (
    <span className={styles.badge} title={t('replaced', { count: total })}>
      {total}
    </span>
  );
}
