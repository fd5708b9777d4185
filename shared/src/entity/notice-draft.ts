import type { NotificationKind } from '../notification-kinds.ts';

/** What a mutation made of one row, as it is told to those whom it concerns. A row that is gone is told to nobody. */
export interface NoticedChange<Row> {
  readonly before: Row | undefined;
  readonly after: Row;
}

/** Who made the change, and when the server took it. */
export interface NoticeCause {
  readonly actorId: string;
  /** The moment of the transaction. */
  readonly now: string;
}

/** A ticket, a project, a private conversation or an alert: where a click leads. */
export interface NoticeSubject {
  readonly table: 'ticket' | 'project' | 'thread' | 'alert';
  readonly id: string;
}

/**
 * People for whom a change is news, before the server looks whether they may see the subject, did it
 * themselves, or want to hear of it.
 */
export interface NoticeDraft {
  /** Their ids, or all who work the desk. */
  readonly to: readonly string[] | 'desk';
  /** Whether those who follow the subject are told too. */
  readonly andFollowers?: boolean;
  readonly kind: NotificationKind;
  /** Nothing where there is no place to lead to. */
  readonly subject: NoticeSubject | null;
  /** The row that says what happened. */
  readonly cause: { readonly table: string; readonly id: string };
  readonly urgent: boolean;
}
