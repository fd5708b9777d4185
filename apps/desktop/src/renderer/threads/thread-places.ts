import type { Message } from '@holdfast/shared/model/message.ts';

/** So many messages are read at once. */
export const PAGE = 50;

/** Who has never read a thread is led to its beginning, unless it is longer than this. */
const LONG_UNREAD = 100;

/** The page in which a number stands, from 0. */
export function pageOf(number: number): number {
  return Math.floor((number - 1) / PAGE);
}

/** The pages of these numbers and one more on both sides, as far as there are any. */
export function pagesAround(first: number, last: number, highest: number): number[] {
  if (highest < 1) return [];
  const from = Math.max(pageOf(Math.max(first, 1)) - 1, 0);
  const to = Math.min(pageOf(Math.max(last, 1)) + 1, pageOf(highest));
  return Array.from({ length: Math.max(to - from + 1, 0) }, (_, index) => from + index);
}

/**
 * The number at which a thread opens: the first that one has not read, or nothing for its end.
 * `readTo`: the last one that was read; nothing where one has never read here.
 */
export function openingNumber(readTo: number | undefined, highest: number): number | undefined {
  if (readTo === undefined) return highest > 0 && highest <= LONG_UNREAD ? 1 : undefined;
  return readTo < highest ? readTo + 1 : undefined;
}

/** The first message of somebody else that is not deleted, from a number on, as far as they are known without a hole. */
export function firstOfOthers(
  from: number,
  highest: number,
  me: string,
  rows: { isKnown(number: number): boolean; messageAt(number: number): { row: Message } | undefined },
): number | undefined {
  for (let number = from; number <= highest && rows.isKnown(number); number++) {
    const row = rows.messageAt(number)?.row;
    if (row !== undefined && row.authorId !== me && row.deletedAt === null) return number;
  }
  return undefined;
}

/** Messages of one person this close together stand under one name. */
const TOGETHER_MS = 5 * 60_000;

/** Whether a message goes on where the one before it ended, so that its author is not named again. */
export function goesOn(before: Message | undefined, message: Message): boolean {
  if (before === undefined || before.authorId !== message.authorId) return false;
  if (message.replyToId !== null || isNewDay(before, message)) return false;
  return Math.abs(Date.parse(message.createdAt) - Date.parse(before.createdAt)) < TOGETHER_MS;
}

/** Whether a message was written on another day than the one before it, where this device is. */
export function isNewDay(before: Message, message: Message): boolean {
  return new Date(before.createdAt).toDateString() !== new Date(message.createdAt).toDateString();
}
