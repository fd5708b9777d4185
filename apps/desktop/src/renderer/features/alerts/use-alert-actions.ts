import type { Alert } from '@holdfast/shared/model/alert.ts';
import { useTranslation } from 'react-i18next';
import { useMutation } from '../../hooks/use-mutation.ts';
import { useMyId } from '../../hooks/use-people.ts';
import { showToast } from '../../state/toast.ts';
import { exactTime } from '../../ui/times.ts';

/** What can be done about an alert. `problem`: why the last of it was not saved. */
export interface AlertActions {
  readonly problem: string | undefined;
  /** Says that one knows; where that was said already, takes it back. */
  acknowledge(alert: Alert): void;
  /** Out of sight until then; with nothing, back at once. */
  snooze(alert: Alert, until: Date | null): void;
  assign(alert: Alert, assigneeId: string | null): void;
  /** To oneself; where it is one's own, to nobody. */
  take(alert: Alert): void;
}

export function useAlertActions(): AlertActions {
  const { t } = useTranslation('alerts');
  const me = useMyId();
  const { problem, mutate } = useMutation();
  const assign = ({ id, assigneeId }: Alert, now: string | null) =>
    mutate('alert.update', { id, changes: { assigneeId: { was: assigneeId, now } } });
  return {
    problem,
    acknowledge: async ({ id, acknowledgedBy: was }) => {
      const now = was === null ? me : null;
      const isSaved = await mutate('alert.update', { id, changes: { acknowledgedBy: { was, now } } });
      if (isSaved && now !== null) showToast({ text: t('acknowledged.said') });
    },
    snooze: async ({ id, snoozedUntil: was }, until) => {
      const now = until?.toISOString() ?? null;
      const isSaved = await mutate('alert.update', { id, changes: { snoozedUntil: { was, now } } });
      if (isSaved && now !== null) showToast({ text: t('snoozed.said', { when: exactTime(now) }) });
    },
    assign,
    take: (alert) => assign(alert, alert.assigneeId === me ? null : me),
  };
}
