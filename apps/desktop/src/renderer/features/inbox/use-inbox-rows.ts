import { type Alert, alertModel } from '@holdfast/shared/model/alert.ts';
import { messageModel } from '@holdfast/shared/model/message.ts';
import type { Notification } from '@holdfast/shared/model/notification.ts';
import { overwriteModel } from '@holdfast/shared/model/overwrite.ts';
import { projectModel } from '@holdfast/shared/model/project.ts';
import { type Ticket, ticketModel } from '@holdfast/shared/model/ticket.ts';
import { useTranslation } from 'react-i18next';
import { usePeople } from '../../hooks/use-people.ts';
import { useRowsById } from '../../hooks/use-rows-by-id.ts';
import { useToday } from '../../hooks/use-today.ts';
import { plainText } from '../../ui/plain-text.ts';
import { dayOf } from '../../ui/times.ts';
import { alertWords } from '../alerts/alert-words.ts';
import { useAlertSubjects } from '../alerts/use-alert-subjects.ts';
import { useThreadPlaces } from '../conversations/use-thread-places.ts';
import type { Subject } from './inbox-groups.ts';
import { noticeWords } from './notice-words.ts';

/** What the rows say that notifications are about. */
export interface InboxRows {
  /** Nothing where it is not on this device (any more). */
  nameOf(subject: Subject): string | undefined;
  ticketOf(subject: Subject): Ticket | undefined;
  alertOf(subject: Subject): Alert | undefined;
  /** What happened, in one line. */
  wordsOf(notification: Notification): string;
}

/** Reads what notifications name: they copy none of it, so that nobody reads what they may not see any more (S23). */
export function useInboxRows(notifications: readonly Notification[]): InboxRows {
  const { t } = useTranslation('inbox');
  const people = usePeople();
  const tickets = useRowsById(ticketModel, subjectIds(notifications, 'ticket'));
  const projects = useRowsById(projectModel, subjectIds(notifications, 'project'));
  const threads = useThreadPlaces(subjectIds(notifications, 'thread'));
  const alerts = useRowsById(alertModel, subjectIds(notifications, 'alert'));
  const alertSubjects = useAlertSubjects([...alerts.values()]);
  const today = useToday();
  const messages = useRowsById(messageModel, causeIds(notifications, 'message'));
  const overwrites = useRowsById(overwriteModel, causeIds(notifications, 'overwrite'));

  const textOf = (id: string) => {
    const message = messages.get(id);
    if (message === undefined) return undefined;
    if (message.deletedAt !== null) return t('line.deleted');
    return plainText(message.body) || t('list', { ns: 'files' });
  };
  const fieldOf = ({ causeId }: Notification) => {
    const field = overwrites.get(causeId)?.field;
    return field && t(`field.${field}`, { ns: 'changes' });
  };
  return {
    nameOf: ({ table, id }) => {
      if (table === 'ticket') return tickets.get(id)?.title;
      const alert = table === 'alert' ? alerts.get(id) : undefined;
      if (alert !== undefined) return alertSubjects.nameOf(alert);
      return table === 'project' ? projects.get(id)?.name : threads.get(id)?.name;
    },
    ticketOf: ({ table, id }) => (table === 'ticket' ? tickets.get(id) : undefined),
    alertOf: ({ table, id }) => (table === 'alert' ? alerts.get(id) : undefined),
    wordsOf: (notification) => {
      const { actorId, causeId, subjectId } = notification;
      const ticket = tickets.get(subjectId ?? '');
      const alert = alerts.get(subjectId ?? '');
      const facts = {
        name: people.get(actorId ?? '')?.name ?? t('somebody', { ns: 'app' }),
        text: textOf(causeId),
        status: ticket === undefined ? '' : t(`status.${ticket.status}`, { ns: 'tickets' }),
        due: ticket?.due ? dayOf(ticket.due) : '',
        field: fieldOf(notification),
        alert: alert && alertWords(alert, today, t),
      };
      return noticeWords(notification, facts, t);
    },
  };
}

function subjectIds(rows: readonly Notification[], table: Subject['table']): readonly string[] {
  return rows.flatMap(({ subjectTable, subjectId }) =>
    subjectTable === table && subjectId !== null ? [subjectId] : [],
  );
}

function causeIds(rows: readonly Notification[], table: string): readonly string[] {
  return rows.flatMap(({ causeTable, causeId }) => (causeTable === table ? [causeId] : []));
}
