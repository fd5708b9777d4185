import type { Alert } from '@holdfast/shared/model/alert.ts';
import {
  IconAlertCircle,
  IconAlertTriangle,
  IconFolder,
  IconMessages,
  IconStack2,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { AlertSign } from '../alerts/alert-sign.tsx';
import { PriorityBars } from '../tickets/priority-bars.tsx';
import { StatusShape } from '../tickets/status-shape.tsx';
import { TicketNumber } from '../tickets/ticket-row.tsx';
import styles from './inbox.module.css';
import type { InboxGroup } from './inbox-groups.ts';
import type { InboxRows } from './use-inbox-rows.ts';

export interface SubjectNameProps {
  readonly group: InboxGroup;
  readonly says: InboxRows;
}

/** What a group is about, by its name of now. */
export function SubjectName({ group, says }: SubjectNameProps) {
  const { t } = useTranslation('inbox');
  const { subject, items } = group;
  const name = subject === undefined ? t(`kind.${items[0]?.kind}`) : (says.nameOf(subject) ?? t('gone'));
  return (
    <span className={styles.subject}>
      <span className={styles.unread} aria-hidden />
      {group.isUnread && <span className="said">{t('unread')}</span>}
      <SubjectMark group={group} says={says} />
      <span className={styles.name} title={name} dir="auto">
        {name}
      </span>
      {group.isUrgent && <PriorityBars priority="urgent" />}
    </span>
  );
}

function SubjectMark({ group: { subject, items }, says }: SubjectNameProps) {
  const ticket = subject && says.ticketOf(subject);
  if (ticket !== undefined) {
    return (
      <>
        <StatusShape status={ticket.status} />
        <span className={styles.number}>
          <TicketNumber number={ticket.number} />
        </span>
      </>
    );
  }
  if (subject?.table === 'project') return <IconFolder size={16} aria-hidden />;
  if (subject?.table === 'thread') return <IconMessages size={16} aria-hidden />;
  if (subject?.table === 'alert') return <AlertMark kind={says.alertOf(subject)?.kind} />;
  if (items[0]?.kind === 'refused') return <IconAlertCircle size={16} aria-hidden />;
  return <IconStack2 size={16} aria-hidden />;
}

/** Which alert it is, where it is on this device. */
function AlertMark({ kind }: { readonly kind: Alert['kind'] | undefined }) {
  return kind === undefined ? <IconAlertTriangle size={16} aria-hidden /> : <AlertSign kind={kind} />;
}
