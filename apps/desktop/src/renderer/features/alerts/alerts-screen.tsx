import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ScreenProps } from '../../app/feature.ts';
import { useMemory } from '../../state/memory.ts';
import { Empty, EmptyState } from '../../ui/empty-state.tsx';
import { Problem } from '../../ui/problem.tsx';
import { type AlertFilter, isAlertFilter, MOST_SHOWN } from './alert-filters.ts';
import { AlertList } from './alert-list.tsx';
import { AlertRules } from './alert-rules.tsx';
import styles from './alerts.module.css';
import { AlertsBar } from './alerts-bar.tsx';
import { RULES } from './rules-place.ts';
import { useAlertActions } from './use-alert-actions.ts';
import { useAlerts } from './use-alerts.ts';

/** As many alerts as are shown at first, and as come with each wish for older ones. */
const PAGE = 200;

/** What needs somebody's eyes; with the id `rules`, of what the organisation is alerted. */
export function AlertsScreen({ id }: ScreenProps) {
  const remembered = useMemory((state) => state.lists.alerts?.filters);
  const filter = isAlertFilter(remembered) ? remembered : 'open';
  return id === RULES ? <AlertRules /> : <Filtered key={filter} filter={filter} />;
}

function Filtered({ filter }: { readonly filter: AlertFilter }) {
  const { t } = useTranslation('alerts');
  const [limit, setLimit] = useState(PAGE);
  const found = useAlerts(filter, limit);
  const actions = useAlertActions();
  return (
    <section className={styles.screen} aria-label={t('screen.alerts')}>
      <AlertsBar filter={filter} />
      {actions.problem !== undefined && <Problem message={actions.problem} kept={t('kept')} />}
      {found.isEmpty ? (
        <Empty>
          <EmptyState title={t(`empty.${filter}`)} body={t(`empty.${filter}.body`)} />
        </Empty>
      ) : (
        <AlertList found={found} filter={filter} actions={actions}>
          {found.hasOlder && limit < MOST_SHOWN && (
            <Button className={styles.older} variant="default" onClick={() => setLimit(limit + PAGE)}>
              {t('older')}
            </Button>
          )}
        </AlertList>
      )}
    </section>
  );
}
