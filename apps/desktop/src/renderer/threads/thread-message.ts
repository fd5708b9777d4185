import type { Message } from '@holdfast/shared/model/message.ts';
import type { Reaction } from '@holdfast/shared/model/reaction.ts';

/** A message as it is shown: its row, whether a change of it waits for the server, and what people reacted with. */
export interface ThreadMessage {
  readonly row: Message;
  readonly waiting: boolean;
  readonly reactions: readonly Reaction[];
}
