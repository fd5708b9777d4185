import { justWritten, type Message } from '@holdfast/shared/model/message.ts';
import type { ThreadMessage } from '../thread-message.ts';
import type { ThreadRows } from '../thread-pages.ts';

/** A moment so many minutes after noon of a day. */
export function minute(count: number): string {
  return new Date(Date.UTC(2026, 0, 1, 12, count)).toISOString();
}

/** The message with a number, written by somebody at a minute. */
export function aMessage(number: number | null, at: number, more: Partial<Message> = {}): ThreadMessage {
  const id = more.id ?? `m${number ?? `p${at}`}`;
  const row = {
    id,
    threadId: 't',
    authorId: 'ben',
    body: id,
    createdAt: minute(at),
    ...justWritten,
    number,
    ...more,
  };
  return { row, waiting: false, reactions: [], files: [] };
}

/** A thread of which these are here; numbers between two of them that are not are not known. */
export function rowsWith(
  messages: readonly ThreadMessage[],
  pending: readonly ThreadMessage[] = [],
): ThreadRows {
  const byNumber = new Map(messages.map((message) => [message.row.number ?? 0, message]));
  const numbers = [...byNumber.keys()].sort((left, right) => left - right);
  return {
    highest: numbers.at(-1) ?? 0,
    numbers,
    isKnown: (number) => byNumber.has(number),
    messageAt: (number) => byNumber.get(number),
    holes: new Set(),
    waitedAt: new Map(),
    pending,
  };
}
