import type { NoticeDraft, NoticedChange } from '../entity/notice-draft.ts';

interface Alert {
  readonly id: string;
  readonly assigneeId: string | null;
}

/** Whoever is given an alert hears of it. Whom the server tells when it raises one it knows itself. */
export function alertNotices({ before, after }: NoticedChange<Alert>): readonly NoticeDraft[] {
  const { id, assigneeId } = after;
  if (assigneeId === null || assigneeId === (before?.assigneeId ?? null)) return [];
  const ref = { table: 'alert', id } as const;
  return [{ to: [assigneeId], kind: 'alert', subject: ref, cause: ref, urgent: false }];
}
