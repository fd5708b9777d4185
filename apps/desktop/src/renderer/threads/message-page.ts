import { groupBy } from '@holdfast/shared/group-by.ts';
import type { Message } from '@holdfast/shared/model/message.ts';
import type { Reaction } from '@holdfast/shared/model/reaction.ts';
import type { QueriedRow, QueryResult, RowQuery } from '../../engine/api/query.ts';
import type { ThreadMessage } from './thread-message.ts';

type PageQuery = Omit<RowQuery, 'table'>;

/** Rows that are kept up to date while somebody looks. */
export interface Followed<Row> {
  readonly get: () => QueryResult<Row> | undefined;
  readonly subscribe: (listener: () => void) => () => void;
}

/** Where messages and reactions are read. */
export interface ThreadSource {
  readonly messages: (query: PageQuery) => Followed<Message>;
  readonly reactions: (query: PageQuery) => Followed<Reaction>;
}

/** More reactions on the messages of one page are not shown. */
const MOST_REACTIONS = 2_000;

const noReactions: readonly Reaction[] = [];

/**
 * Some messages with their reactions. They are there together, so that nothing grows after it was
 * shown, and what did not change keeps its identity.
 */
export class MessagePage {
  readonly #source: ThreadSource;
  readonly #rows: Followed<Message>;
  readonly #onChange: () => void;
  readonly #stopRows: () => void;
  #asked: string | undefined;
  #stopReactions: (() => void) | undefined;
  #reactions: Followed<Reaction> | undefined;
  #reactionsBefore: readonly Reaction[] | undefined;
  #messages: readonly ThreadMessage[] | undefined;

  constructor(source: ThreadSource, query: PageQuery, onChange: () => void) {
    this.#source = source;
    this.#onChange = onChange;
    this.#rows = source.messages(query);
    this.#stopRows = this.#rows.subscribe(() => this.#take());
    this.#take();
  }

  /** The number of the first one, 0 where there is none, before their reactions are there; nothing until it is known. */
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
    this.#stopReactions?.();
  }

  #take(): void {
    const rows = this.#rows.get()?.rows;
    if (rows === undefined) return;
    this.#followReactions(rows.map(({ row }) => row.id));
    const reactions = this.#reactions?.get()?.rows.map(({ row }) => row);
    this.#reactionsBefore = reactions ?? this.#reactionsBefore;
    // At first they are waited for; a message that comes later has none yet and must not wait.
    if (this.#reactionsBefore !== undefined) {
      this.#messages = joined(rows, this.#reactionsBefore, this.#messages ?? []);
    }
    this.#onChange();
  }

  #followReactions(ids: readonly string[]): void {
    const asked = ids.toSorted().join(' ');
    if (asked === this.#asked) return;
    this.#asked = asked;
    this.#stopReactions?.();
    this.#stopReactions = undefined;
    this.#reactions = undefined;
    if (ids.length === 0) {
      this.#reactionsBefore = [];
      return;
    }
    this.#reactions = this.#source.reactions({
      where: { messageId: [...ids] },
      order: [{ column: 'id', direction: 'ascending' }],
      offset: 0,
      limit: MOST_REACTIONS,
    });
    this.#stopReactions = this.#reactions.subscribe(() => this.#take());
  }
}

function joined(
  rows: readonly QueriedRow<Message>[],
  reactions: readonly Reaction[],
  before: readonly ThreadMessage[],
): readonly ThreadMessage[] {
  const byMessage = groupBy(reactions, ({ messageId }) => messageId);
  const known = new Map(before.map((message) => [message.row.id, message]));
  return rows.map(({ row, waiting }) => {
    const old = known.get(row.id);
    const own = keptList(byMessage.get(row.id) ?? noReactions, old?.reactions);
    const isSame = old?.row === row && old.waiting === waiting && old.reactions === own;
    return isSame ? old : { row, waiting, reactions: own };
  });
}

/** The list before where nothing in it is another. */
function keptList<Item>(list: readonly Item[], before: readonly Item[] | undefined): readonly Item[] {
  const isSame = before?.length === list.length && before.every((item, index) => item === list[index]);
  return isSame && before !== undefined ? before : list;
}
