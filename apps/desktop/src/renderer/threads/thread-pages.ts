import { MessagePage, type ThreadSource } from './message-page.ts';
import type { ThreadMessage } from './thread-message.ts';
import { PAGE, pageOf, pagesAround } from './thread-places.ts';

/** A thread as far as it is read now. A new one for each change, so that React sees it. */
export interface ThreadRows {
  /** The highest number that was given in it, 0 for none; nothing until that is known. */
  readonly highest: number | undefined;
  /** Of the messages that are here, rising. */
  readonly numbers: readonly number[];
  /** Whether it is known what stands at a number; a message may still be absent there. */
  isKnown(number: number): boolean;
  messageAt(number: number): ThreadMessage | undefined;
  /** Numbers that no message has that is here. They take no room. */
  readonly holes: ReadonlySet<number>;
  /** By their numbers the ids of messages that were here before they had one: they stay the same on the screen. */
  readonly waitedAt: ReadonlyMap<number, string>;
  /** Own ones that have no number yet, in the order in which they were written. */
  readonly pending: readonly ThreadMessage[];
}

/** More own messages than these do not wait in one thread; they are shown as they are sent. */
const MOST_PENDING = 500;

/**
 * The messages of one thread, of which only the newest and those around what is in sight are followed.
 * A place in the thread is a message's number, so nothing moves when older ones are read.
 */
export class ThreadPages {
  readonly #source: ThreadSource;
  readonly #threadId: string;
  readonly #listeners = new Set<() => void>();
  readonly #pages = new Map<number, MessagePage>();
  readonly #waited = new Set<string>();
  #waitedAt: ReadonlyMap<number, string> = new Map();
  #newest: MessagePage | undefined;
  #pending: MessagePage | undefined;
  #sight = { first: 1, last: 1 };
  #sought: number | undefined;
  #rows: ThreadRows = this.#makeRows();

  constructor(threadId: string, source: ThreadSource) {
    this.#threadId = threadId;
    this.#source = source;
  }

  // Arrow functions, because React takes them away from their object.
  readonly get = (): ThreadRows => this.#rows;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    if (this.#listeners.size === 1) this.#open();
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) this.#close();
    };
  };

  /** Says which numbers are in sight. */
  look(first: number, last: number): void {
    this.#sight = { first, last };
    this.#openPages();
  }

  /** Says to which number the way leads, so that it is read before one is there; nothing once one is. */
  seek(number: number | undefined): void {
    this.#sought = number;
    this.#openPages();
  }

  #open(): void {
    const where = { threadId: this.#threadId };
    this.#newest = this.#page({
      where,
      order: [{ column: 'number', direction: 'descending' }],
      offset: 0,
      limit: PAGE,
    });
    this.#pending = this.#page({
      where: { ...where, number: null },
      // All alike, so by their ids, which rise as they are written: by time SQLite would look at every message.
      order: [{ column: 'number', direction: 'ascending' }],
      offset: 0,
      limit: MOST_PENDING,
    });
    this.#publish();
  }

  #close(): void {
    for (const page of [...this.#pages.values(), this.#newest, this.#pending]) page?.stop();
    this.#pages.clear();
    this.#newest = undefined;
    this.#pending = undefined;
  }

  #page(query: ConstructorParameters<typeof MessagePage>[1]): MessagePage {
    return new MessagePage(this.#source, query, () => this.#publish());
  }

  #openPages(): void {
    if (this.#newest === undefined) return;
    const { first, last } = this.#sight;
    const highest = this.#rows.highest ?? 0;
    const sought = this.#sought === undefined ? [] : pagesAround(this.#sought, this.#sought, highest);
    const wanted = new Set([...pagesAround(first, last, highest), ...sought]);
    const left = [...this.#pages].filter(([place]) => !wanted.has(place));
    for (const [place, page] of left) {
      page.stop();
      this.#pages.delete(place);
    }
    const missing = [...wanted].filter((place) => !this.#pages.has(place));
    for (const place of missing) this.#pages.set(place, this.#page(this.#queryOf(place)));
    if (missing.length > 0 || left.length > 0) this.#publish();
  }

  #queryOf(place: number) {
    return {
      where: { threadId: this.#threadId },
      range: { column: 'number', from: place * PAGE + 1, to: (place + 1) * PAGE },
      order: [{ column: 'number', direction: 'ascending' as const }],
      offset: 0,
      limit: PAGE,
    };
  }

  #publish(): void {
    this.#rows = this.#makeRows();
    for (const listener of this.#listeners) listener();
  }

  #makeRows(): ThreadRows {
    const newest = this.#newest?.messages;
    const lowestNew = newest?.findLast(({ row }) => row.number !== null)?.row.number;
    const pages = new Map([...this.#pages].map(([place, page]) => [place, page.messages]));
    const byNumber = new Map<number, ThreadMessage>();
    for (const message of [...(newest ?? []), ...[...pages.values()].flatMap((page) => page ?? [])]) {
      if (message.row.number !== null) byNumber.set(message.row.number, message);
    }
    const numbers = [...byNumber.keys()].sort((left, right) => left - right);
    const isKnown = (number: number) =>
      pages.get(pageOf(number)) !== undefined || (lowestNew != null && number >= lowestNew);
    this.#noteWaited(byNumber);
    const numbered = new Set(this.#waitedAt.values());
    return {
      // At first it is needed to know where to open; later a number comes with its message.
      highest: newest === undefined ? this.#newest?.firstNumber : (newest[0]?.row.number ?? 0),
      numbers,
      isKnown,
      messageAt: (number) => byNumber.get(number),
      holes: holesBetween(numbers, isKnown),
      waitedAt: this.#waitedAt,
      pending:
        this.#pending?.messages?.filter(({ row }) => row.number === null && !numbered.has(row.id)) ?? [],
    };
  }

  /** Notes which messages that waited have a number now. */
  #noteWaited(byNumber: ReadonlyMap<number, ThreadMessage>): void {
    for (const { row } of this.#pending?.messages ?? []) this.#waited.add(row.id);
    if (this.#waited.size === 0) return;
    const arrived = [...byNumber].filter(([, { row }]) => this.#waited.has(row.id));
    const news = arrived.filter(([number]) => !this.#waitedAt.has(number));
    if (news.length === 0) return;
    this.#waitedAt = new Map([
      ...this.#waitedAt,
      ...news.map(([number, { row }]) => [number, row.id] as const),
    ]);
  }
}

/** Numbers from the first to the last that are read and have no message. */
function holesBetween(numbers: readonly number[], isKnown: (number: number) => boolean): ReadonlySet<number> {
  const holes = new Set<number>();
  numbers.forEach((number, place) => {
    const before = numbers[place - 1] ?? number - 1;
    for (let hole = before + 1; hole < number && isKnown(hole); hole += 1) holes.add(hole);
  });
  return holes;
}
