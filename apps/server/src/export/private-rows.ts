import type { RowData } from '@holdfast/shared/effect/operations.ts';
import { messageModel } from '@holdfast/shared/model/message.ts';
import { isPrivateThread, threadModel } from '@holdfast/shared/model/thread.ts';
import type { Snapshot } from '../store/open-store.ts';
import { readStore } from '../store/work.ts';

/** Tells rows of groups and direct conversations, which only their members see, from all others. */
export class PrivateRows {
  readonly #snapshot: Snapshot;
  /** Whether each conversation that was asked about is of its members alone. */
  readonly #threads = new Map<string, boolean>();

  constructor(snapshot: Snapshot) {
    this.#snapshot = snapshot;
  }

  async isPrivate(table: string, row: RowData): Promise<boolean> {
    const threadId = table === threadModel.table ? row.id : await this.#threadOf(row);
    if (threadId === undefined) return false;
    const known = this.#threads.get(threadId);
    if (known !== undefined) return known;
    const thread = threadModel.schema.safeParse(await this.#find(threadModel.table, threadId));
    const isPrivate = thread.success && isPrivateThread(thread.data);
    this.#threads.set(threadId, isPrivate);
    return isPrivate;
  }

  /** A message, a place and a member name their conversation, what became of its name has it as its subject; a reaction, an earlier text and a file name their message. */
  async #threadOf({ threadId, messageId, subjectTable, subjectId }: RowData): Promise<string | undefined> {
    if (typeof threadId === 'string') return threadId;
    if (subjectTable === threadModel.table && typeof subjectId === 'string') return subjectId;
    const hangsOn = subjectTable === messageModel.table ? subjectId : messageId;
    if (typeof hangsOn !== 'string') return undefined;
    const message = await this.#find(messageModel.table, hangsOn);
    return typeof message?.threadId === 'string' ? message.threadId : undefined;
  }

  async #find(table: string, id: string): Promise<RowData | undefined> {
    return (await this.#snapshot.read(() => readStore((tx) => tx.row(table, id))))?.data;
  }
}
