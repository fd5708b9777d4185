import type { Alert } from '@holdfast/shared/model/alert.ts';
import { IconArrowBackUp, IconBellRinging, IconCheck, IconUserCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useMyId } from '../../hooks/use-people.ts';
import { RowAction } from '../../ui/row-action.tsx';
import { SnoozeMenu } from '../inbox/snooze-menu.tsx';
import type { AlertFilter } from './alert-filters.ts';
import type { AlertActions } from './use-alert-actions.ts';

export interface AlertRowActionsProps {
  readonly alert: Alert;
  readonly filter: AlertFilter;
  readonly actions: AlertActions;
  /** It is being chosen until when it is put off. */
  readonly isSnoozing: boolean;
  readonly onSnoozing: (isOpen: boolean) => void;
}

/** What can be done about an alert that stands. */
export function AlertRowActions({ alert, filter, actions, isSnoozing, onSnoozing }: AlertRowActionsProps) {
  const { t } = useTranslation('alerts');
  const isMine = alert.assigneeId === useMyId();
  const isKnown = alert.acknowledgedBy !== null;
  if (alert.state === 'resolved') return null;
  return (
    <>
      <RowAction
        label={t(isMine ? 'take.not' : 'take')}
        keys="I"
        icon={IconUserCheck}
        onClick={() => actions.take(alert)}
      />
      {filter === 'snoozed' && (
        <RowAction
          label={t('snooze.end')}
          icon={IconBellRinging}
          onClick={() => actions.snooze(alert, null)}
        />
      )}
      <SnoozeMenu
        opened={isSnoozing}
        onChange={onSnoozing}
        onChoose={(until) => actions.snooze(alert, until)}
      />
      <RowAction
        label={t(isKnown ? 'acknowledge.not' : 'acknowledge')}
        keys="E"
        icon={isKnown ? IconArrowBackUp : IconCheck}
        onClick={() => actions.acknowledge(alert)}
      />
    </>
  );
}
