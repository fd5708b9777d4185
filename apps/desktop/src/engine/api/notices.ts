import { z } from 'zod';

/** What can be done about a notice where it shows, besides opening what it is about. */
export const noticeActions = ['reply', 'assign', 'acknowledge', 'read', 'snooze'] as const;
export type NoticeAction = (typeof noticeActions)[number];

/** Something to be shown to the person: by the system, or in the window that they look at. */
export const noticeSchema = z.object({
  /** Stays the same while a notice is updated: it takes the place of the one before. */
  key: z.string().max(100),
  title: z.string(),
  body: z.string(),
  /** What a click opens; nothing for the inbox. */
  target: z.object({ table: z.string(), id: z.string() }).nullable(),
  actions: z.array(z.enum(noticeActions)),
  urgent: z.boolean(),
  /** Whether it may be heard. */
  sound: z.boolean(),
});
export type Notice = z.infer<typeof noticeSchema>;

/** What was done about a notice. `open`: it was clicked; where to lead is the shell's business. */
export const noticeActSchema = z.object({
  key: z.string().max(100),
  action: z.enum(['open', ...noticeActions]),
  /** What was written, of `reply`. */
  text: z.string().max(100_000).optional(),
});
export type NoticeAct = z.infer<typeof noticeActSchema>;

/** How many notifications wait in the inbox, unread and not snoozed. */
export interface InboxState {
  readonly unread: number;
}

/**
 * The notice to show in this window now; nothing once it is seen to elsewhere. Only the window that has
 * the focus is told of new ones.
 */
export interface ToastState {
  readonly notice: Notice | null;
}

/** What a window has in front of one's eyes: the rows that it shows, if it has the focus. */
export const lookingSchema = z.object({
  focused: z.boolean(),
  targets: z.array(z.object({ table: z.string().max(60), id: z.string().max(100) })).max(10),
});
export type Looking = z.infer<typeof lookingSchema>;

/** How a test notice was shown, and if it was not, why. */
export interface TestedNotice {
  readonly shown: 'native' | 'toast' | 'none';
  readonly why?: 'quiet-hours' | 'do-not-disturb' | 'focus-mode' | 'off';
}
