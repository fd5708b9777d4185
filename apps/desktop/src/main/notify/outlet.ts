import { z } from 'zod';
import { type Notice, type NoticeAct, noticeSchema } from '../../engine/api/notices.ts';
import type { NativeState } from '../../preload/shell-topics.ts';

/** How a way to show notices is doing. */
export type OutletState = Omit<NativeState, 'focusMode'>;

/** What is kept of a notice while it may be clicked: none of its text. */
export const shownNoticeSchema = z.object({
  key: z.string(),
  /** What the system calls it. */
  id: z.number(),
  target: noticeSchema.shape.target,
});
export type ShownNotice = z.infer<typeof shownNoticeSchema>;

/** One way in which a system shows notices. */
export interface NoticeOutlet {
  /** Learns what there is. Calls `onState` before it resolves. */
  start(): Promise<void>;
  /** Shows a notice, in the place of one with the same key. Rejects where the system did not take it. */
  show(notice: Notice): Promise<void>;
  /** Takes notices back that still show. Those that do not are left alone. */
  withdraw(keys: readonly string[]): Promise<void>;
  /** Takes all back, as the app ends: nobody would hear a click on them. */
  withdrawAll(): Promise<void>;
}

/** What an outlet reports. */
export interface OutletReports {
  onState(state: OutletState): void;
  onAct(act: NoticeAct, target: Notice['target']): void;
}
