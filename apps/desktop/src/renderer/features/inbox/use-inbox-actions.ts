import type { Notification } from '@holdfast/shared/model/notification.ts';
import { useTranslation } from 'react-i18next';
import { useMutation } from '../../hooks/use-mutation.ts';
import { showToast } from '../../state/toast.ts';
import { exactTime } from '../../ui/times.ts';

/** What can be done about notifications in the inbox. `problem`: why the last of it was not saved. */
export interface InboxActions {
  readonly problem: string | undefined;
  /** Those that are done come back, the others are done. */
  done(rows: readonly Notification[]): void;
  /** All are read, if one was unread; otherwise the newest is news again. */
  toggleRead(rows: readonly Notification[]): void;
  readAll(rows: readonly Notification[]): void;
  /** Out of sight until then; with nothing, back at once. */
  snooze(rows: readonly Notification[], until: Date | null): void;
}

/** As many as one change may name. */
const MOST = 500;

export function useInboxActions(): InboxActions {
  const { t } = useTranslation('inbox');
  const { problem, mutate } = useMutation();
  const undo = (run: () => void) => ({ label: t('undo', { ns: 'app' }), run });
  const finish = async (ids: readonly string[], done: boolean) => {
    for (const part of parts(ids)) if (!(await mutate('notification.done', { ids: part, done }))) return;
    if (done)
      showToast({ text: t('done.said', { count: ids.length }), action: undo(() => finish(ids, false)) });
  };
  const read = async (ids: readonly string[], isRead: boolean) => {
    for (const part of parts(ids)) await mutate('notification.read', { ids: part, read: isRead });
  };
  const putOff = async (ids: readonly string[], until: string | null) => {
    for (const part of parts(ids)) if (!(await mutate('notification.snooze', { ids: part, until }))) return;
    if (until !== null) {
      const text = t('snooze.said', { when: exactTime(until) });
      showToast({ text, action: undo(() => putOff(ids, null)) });
    }
  };
  return {
    problem,
    done: (rows) =>
      finish(
        idsOf(rows),
        rows.some(({ doneAt }) => doneAt === null),
      ),
    toggleRead: (rows) => {
      const unread = rows.filter(({ readAt }) => readAt === null);
      read(idsOf(unread.length > 0 ? unread : rows.slice(0, 1)), unread.length > 0);
    },
    readAll: (rows) => read(idsOf(rows.filter(({ readAt }) => readAt === null)), true),
    snooze: (rows, until) => putOff(idsOf(rows), until?.toISOString() ?? null),
  };
}

function idsOf(rows: readonly Notification[]): readonly string[] {
  return rows.map(({ id }) => id);
}

function parts(ids: readonly string[]): string[][] {
  const count = Math.ceil(ids.length / MOST);
  return Array.from({ length: count }, (_, part) => ids.slice(part * MOST, (part + 1) * MOST));
}
