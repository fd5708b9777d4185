import type { Alert } from '@holdfast/shared/model/alert.ts';
import { Button } from '@mantine/core';
import { type ReactNode, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { rememberList } from '../../state/memory.ts';
import { goTo, useRoute } from '../../state/route.ts';
import { useHeldGroups } from '../inbox/use-held-groups.ts';
import type { AlertFilter } from './alert-filters.ts';
import { AlertRow } from './alert-row.tsx';
import styles from './alerts.module.css';
import type { AlertActions } from './use-alert-actions.ts';
import { useAlertKeys } from './use-alert-keys.ts';
import { useAlertSubjects } from './use-alert-subjects.ts';
import type { FoundAlerts } from './use-alerts.ts';

export interface AlertListProps {
  readonly found: FoundAlerts;
  readonly filter: AlertFilter;
  readonly actions: AlertActions;
  /** What stands after the last one. */
  readonly children: ReactNode;
}

/** Alerts, one of which is chosen; arrows, J and K walk through them. They hold still under the pointer. */
export function AlertList({ found, filter, actions, children }: AlertListProps) {
  const { t } = useTranslation('alerts');
  const box = useRef<HTMLDivElement>(null);
  const groups = useMemo(() => found.alerts.map((alert) => ({ key: alert.id, alert })), [found]);
  const held = useHeldGroups(groups);
  const alerts = held.shown.map(({ alert }) => alert);
  const subjects = useAlertSubjects(alerts);
  const openId = useRoute(({ route }) => route.detail?.id);
  const { chosen, snoozing, setSnoozing } = useAlertKeys({ box, alerts, actions, open });
  return (
    <>
      {held.waiting > 0 && (
        <Button className={styles.updates} variant="subtle" color="teal" onClick={held.bringUpToDate}>
          {t('updates', { count: held.waiting })}
        </Button>
      )}
      <div
        ref={box}
        className={styles.list}
        role="grid"
        tabIndex={0}
        aria-label={t('screen.alerts')}
        aria-activedescendant={chosen && rowId(chosen.id)}
        onPointerMove={held.hold}
        onPointerLeave={held.release}
      >
        {alerts.map((alert) => (
          <AlertRow
            key={alert.id}
            id={rowId(alert.id)}
            alert={alert}
            name={subjects.nameOf(alert)}
            waiting={found.waiting.has(alert.id)}
            filter={filter}
            actions={actions}
            isChosen={alert.id === chosen?.id}
            isOpen={alert.id === openId}
            isSnoozing={snoozing === alert.id}
            onSnoozing={(isOpen) => setSnoozing(isOpen ? alert.id : undefined)}
            onOpen={() => open(alert)}
          />
        ))}
      </div>
      {children}
    </>
  );
}

function open({ id }: Alert): void {
  rememberList('alerts', { selectedId: id });
  goTo({ screen: 'alerts', detail: { table: 'alert', id } });
}

function rowId(id: string): string {
  return `alert-${id}`;
}
