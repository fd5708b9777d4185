import type { Alert } from '@holdfast/shared/model/alert.ts';
import { useTranslation } from 'react-i18next';
import { usePeople } from '../../hooks/use-people.ts';
import { useToday } from '../../hooks/use-today.ts';
import { PersonAvatar } from '../../ui/person-avatar.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { WaitingDot } from '../../ui/waiting-dot.tsx';
import { AlertRowActions, type AlertRowActionsProps } from './alert-row-actions.tsx';
import { AlertSign } from './alert-sign.tsx';
import { alertWords } from './alert-words.ts';
import styles from './alerts.module.css';

export interface AlertRowProps extends AlertRowActionsProps {
  readonly id: string;
  readonly name: string;
  readonly waiting: boolean;
  readonly isChosen: boolean;
  readonly isOpen: boolean;
  readonly onOpen: () => void;
}

/** One alert in a list: what it is about, what is wrong, whose it is, since when. */
export function AlertRow(props: AlertRowProps) {
  const { id, alert, name, waiting, isChosen, isOpen, onOpen } = props;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid takes the keys
    <div
      id={id}
      role="row"
      aria-selected={isChosen}
      data-open={isOpen || undefined}
      className={styles.row}
      onClick={onOpen}
    >
      <span role="gridcell" className={styles.cell}>
        <AlertSign kind={alert.kind} isOver={alert.state === 'resolved'} />
        <span className={styles.name} title={name} dir="auto">
          {name}
        </span>
        {waiting && <WaitingDot />}
      </span>
      <span role="gridcell" className={styles.words}>
        <AlertLine alert={alert} />
      </span>
      <span role="gridcell" className={styles.end}>
        <AlertAssignee alert={alert} />
        <span className={styles.age}>
          <RelativeTime at={alert.resolvedAt ?? alert.raisedAt} />
        </span>
      </span>
      <span role="gridcell" className={styles.actions}>
        <AlertRowActions {...props} />
      </span>
    </div>
  );
}

/** What an alert says, with its figures of today. */
export function AlertLine({ alert }: { readonly alert: Alert }) {
  const { t } = useTranslation('alerts');
  const today = useToday();
  const words = alertWords(alert, today, t);
  return <span title={words}>{words}</span>;
}

function AlertAssignee({ alert }: { readonly alert: Alert }) {
  const { t } = useTranslation('alerts');
  const people = usePeople();
  if (alert.assigneeId === null) return null;
  const person = people.get(alert.assigneeId);
  const said = `${t('assigneeId')}: ${person?.name ?? t('somebody', { ns: 'app' })}`;
  return (
    <span role="img" aria-label={said} title={said}>
      <PersonAvatar person={person} />
    </span>
  );
}
