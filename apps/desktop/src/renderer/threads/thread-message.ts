import type { Attachment } from '@holdfast/shared/model/attachment.ts';
import type { Message } from '@holdfast/shared/model/message.ts';
import type { Reaction } from '@holdfast/shared/model/reaction.ts';
import type { QueriedRow } from '../../engine/api/query.ts';

/** A message as it is shown: its row, whether a change of it waits for the server, what people reacted with, and its files. */
export interface ThreadMessage {
  readonly row: Message;
  readonly waiting: boolean;
  readonly reactions: readonly Reaction[];
  readonly files: readonly QueriedRow<Attachment>[];
}
