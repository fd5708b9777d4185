import type { Alert } from '@holdfast/shared/model/alert.ts';
import { type ReactNode, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { rememberList } from '../../state/memory.ts';
import { goTo, useRoute } from '../../state/route.ts';
import { HeldList } from '../../ui/held-list/held-list.tsx';
import { useHeldGroups } from '../../ui/held-list/use-held-groups.ts';
import type { AlertFilter } from './alert-filters.ts';
import { AlertRow } from './alert-row.tsx';
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
      <HeldList
        box={box}
        label={t('screen.alerts')}
        activeId={chosen && rowId(chosen.id)}
        held={held}
        updates={t('updates', { count: held.waiting })}
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
      </HeldList>
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
