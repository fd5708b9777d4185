import { groupBy } from '@holdfast/shared/group-by.ts';
import type { Attachment } from '@holdfast/shared/model/attachment.ts';
import type { Message } from '@holdfast/shared/model/message.ts';
import type { Reaction } from '@holdfast/shared/model/reaction.ts';
import type { QueriedRow, RowQuery } from '../../engine/api/query.ts';
import type { Followed } from './followed.ts';
import { RowsOfMessages } from './rows-of-messages.ts';
import type { ThreadMessage } from './thread-message.ts';

type PageQuery = Omit<RowQuery, 'table'>;

/** Where messages, and what hangs on them, are read. */
export interface ThreadSource {
  readonly messages: (query: PageQuery) => Followed<Message>;
  readonly reactions: (query: PageQuery) => Followed<Reaction>;
  readonly files: (query: PageQuery) => Followed<Attachment>;
}

/** More reactions, or files, on the messages of one page are not shown. */
const MOST = 2_000;

const noReactions: readonly Reaction[] = [];
const noFiles: readonly QueriedRow<Attachment>[] = [];

/**
 * Some messages with their reactions and files. They are there together, so that nothing grows after it was
 * shown, and what did not change keeps its identity.
 */
export class MessagePage {
  readonly #rows: Followed<Message>;
  readonly #onChange: () => void;
  readonly #stopRows: () => void;
  readonly #reactions: RowsOfMessages<Reaction>;
  readonly #files: RowsOfMessages<Attachment>;
  #messages: readonly ThreadMessage[] | undefined;

  constructor(source: ThreadSource, query: PageQuery, onChange: () => void) {
    this.#onChange = onChange;
    const take = () => this.#take();
    this.#reactions = new RowsOfMessages((ids) => source.reactions(reactionsOf(ids)), take);
    this.#files = new RowsOfMessages((ids) => source.files(filesOf(ids)), take);
    this.#rows = source.messages(query);
    this.#stopRows = this.#rows.subscribe(take);
    this.#take();
  }

  /** The number of the first one, 0 where there is none, before what hangs on them is there; nothing until it is known. */
  get firstNumber(): number | undefined {
    const rows = this.#rows.get()?.rows;
    return rows === undefined ? undefined : (rows[0]?.row.number ?? 0);
  }

  /** In the order of the query; nothing until they have arrived. */
  get messages(): readonly ThreadMessage[] | undefined {
    return this.#messages;
  }

  stop(): void {
    this.#stopRows();
    this.#reactions.stop();
    this.#files.stop();
  }

  #take(): void {
    const rows = this.#rows.get()?.rows;
    if (rows === undefined) return;
    const ids = rows.map(({ row }) => row.id);
    this.#reactions.follow(ids);
    this.#files.follow(ids);
    const [reactions, files] = [this.#reactions.read(), this.#files.read()];
    if (reactions !== undefined && files !== undefined)
      this.#messages = joined(rows, { reactions, files }, this.#messages ?? []);
    this.#onChange();
  }
}

function reactionsOf(messageIds: readonly string[]): PageQuery {
  return {
    where: { messageId: [...messageIds] },
    order: [{ column: 'id', direction: 'ascending' }],
    offset: 0,
    limit: MOST,
  };
}

function filesOf(messageIds: readonly string[]): PageQuery {
  return {
    where: { subjectId: [...messageIds], removedAt: null },
    order: [{ column: 'createdAt', direction: 'ascending' }],
    offset: 0,
    limit: MOST,
  };
}

interface Hanging {
  readonly reactions: readonly QueriedRow<Reaction>[];
  readonly files: readonly QueriedRow<Attachment>[];
}

function joined(
  rows: readonly QueriedRow<Message>[],
  { reactions, files }: Hanging,
  before: readonly ThreadMessage[],
): readonly ThreadMessage[] {
  const reactionsByMessage = groupBy(
    reactions.map(({ row }) => row),
    ({ messageId }) => messageId,
  );
  const filesByMessage = groupBy(files, ({ row }) => row.subjectId);
  const known = new Map(before.map((message) => [message.row.id, message]));
  return rows.map(({ row, waiting }) => {
    const old = known.get(row.id);
    const own = {
      reactions: keptList(reactionsByMessage.get(row.id) ?? noReactions, old?.reactions),
      files: keptList(filesByMessage.get(row.id) ?? noFiles, old?.files),
    };
    const isSame = old?.row === row && old.waiting === waiting;
    if (isSame && old.reactions === own.reactions && old.files === own.files) return old;
    return { row, waiting, ...own };
  });
}

/** The list before where nothing in it is another. */
function keptList<Item>(list: readonly Item[], before: readonly Item[] | undefined): readonly Item[] {
  const isSame = before?.length === list.length && before.every((item, index) => item === list[index]);
  return isSame && before !== undefined ? before : list;
}
