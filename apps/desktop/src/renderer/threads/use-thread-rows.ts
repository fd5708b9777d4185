import { type Attachment, attachmentModel } from '@holdfast/shared/model/attachment.ts';
import type { Message } from '@holdfast/shared/model/message.ts';
import { messageModel } from '@holdfast/shared/model/message.ts';
import { type Reaction, reactionModel } from '@holdfast/shared/model/reaction.ts';
import { useState, useSyncExternalStore } from 'react';
import { liveRows } from '../state/rows.ts';
import type { Followed } from './followed.ts';
import type { ThreadSource } from './message-page.ts';
import { ThreadPages } from './thread-pages.ts';

// The engine's tables hold rows of the model's schema; it checked them as they came in.
const source: ThreadSource = {
  messages: (query) => liveRows.of({ ...query, table: messageModel.table }) as Followed<Message>,
  reactions: (query) => liveRows.of({ ...query, table: reactionModel.table }) as Followed<Reaction>,
  files: (query) => liveRows.of({ ...query, table: attachmentModel.table }) as Followed<Attachment>,
};

/** The messages of a thread, which stays the same while the component is there. */
export function useThreadRows(threadId: string) {
  const [pages] = useState(() => new ThreadPages(threadId, source));
  const rows = useSyncExternalStore(pages.subscribe, pages.get);
  return { pages, rows };
}
