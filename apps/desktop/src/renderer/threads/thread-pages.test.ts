import { type Attachment, notStored } from '@holdfast/shared/model/attachment.ts';
import type { Message } from '@holdfast/shared/model/message.ts';
import type { Reaction } from '@holdfast/shared/model/reaction.ts';
import { expect, test } from 'vitest';
import type { RowQuery } from '../../engine/api/query.ts';
import type { Followed } from './followed.ts';
import type { ThreadSource } from './message-page.ts';
import { aMessage } from './test-support/messages.ts';
import { ThreadPages } from './thread-pages.ts';

type RowValue = string | number | boolean | null;
type Query = Omit<RowQuery, 'table'>;

/** A device's tables, which answer when they are told to. */
class Tables {
  messages: Message[] = [];
  reactions: Reaction[] = [];
  files: Attachment[] = [];
  readonly followed = new Set<string>();
  readonly #listeners = new Set<() => void>();
  #isSilent = false;

  readonly source: ThreadSource = {
    messages: (query) => this.#follow(query, () => pick(this.messages, query)),
    reactions: (query) => this.#follow(query, () => pick(this.reactions, query)),
    files: (query) => this.#follow(query, () => pick(this.files, query)),
  };

  be(isSilent: boolean): void {
    this.#isSilent = isSilent;
    for (const listener of [...this.#listeners]) listener();
  }

  #follow<Row extends { id: string }>(query: Query, read: () => Row[]): Followed<Row> {
    const name = JSON.stringify(query);
    let last: ReturnType<Followed<Row>['get']>;
    return {
      get: () => {
        if (!this.#isSilent) {
          const rows = read().map((row) => ({ row, waiting: false }));
          last = { total: rows.length, rows };
        }
        return last;
      },
      subscribe: (listener) => {
        this.followed.add(name);
        this.#listeners.add(listener);
        return () => {
          this.followed.delete(name);
          this.#listeners.delete(listener);
        };
      },
    };
  }
}

function pick<Row extends { id: string }>(rows: readonly Row[], query: Query): Row[] {
  const { where = {}, range, order = [], limit } = query;
  const [by] = order;
  const held = (row: Row, column: string) =>
    new Map<string, RowValue>(Object.entries(row)).get(column) ?? null;
  const fits = (row: Row) =>
    Object.entries(where).every(([column, wanted]) => [wanted].flat().includes(held(row, column))) &&
    (range === undefined || isWithin(held(row, range.column), Number(range.from), Number(range.to)));
  const rank = (row: Row) => held(row, by?.column ?? 'id') ?? '';
  const sorted = rows.filter(fits).toSorted((left, right) => (rank(left) < rank(right) ? -1 : 1));
  return (by?.direction === 'descending' ? sorted.reverse() : sorted).slice(0, limit);
}

function isWithin(value: unknown, from: number, to: number): boolean {
  return typeof value === 'number' && value >= from && value <= to;
}

const liked = (id: string, messageId: string): Reaction => ({
  id,
  messageId,
  userId: 'ann',
  emoji: '👍',
  createdAt: '2026-01-01T12:00:00.000Z',
});

const attached = (id: string, messageId: string): Attachment => ({
  ...{ id, subjectTable: 'message', subjectId: messageId, name: `${id}.txt`, hash: '', size: 1 },
  ...{ authorId: 'ann', createdAt: '2026-01-01T12:00:00.000Z' },
  ...notStored,
});

function longThread(count: number): Tables {
  const tables = new Tables();
  tables.messages = Array.from({ length: count }, (_, index) => aMessage(index + 1, index).row);
  return tables;
}

test('of a long thread only the newest and what is in sight is followed', () => {
  const tables = longThread(1_000);
  const pages = new ThreadPages('t', tables.source);
  const stop = pages.subscribe(() => {});
  expect(pages.get().highest).toBe(1_000);
  expect(pages.get().messageAt(1_000)?.row.id).toBe('m1000');
  expect(pages.get().isKnown(951)).toBe(true);
  expect(pages.get().isKnown(950)).toBe(false);
  pages.look(500, 520);
  expect(pages.get().messageAt(510)?.row.id).toBe('m510');
  expect([450, 451, 600, 601].map((number) => pages.get().isKnown(number))).toEqual([
    true,
    true,
    true,
    false,
  ]);
  pages.look(100, 110);
  expect(pages.get().messageAt(510)).toBeUndefined();
  stop();
  expect(tables.followed.size).toBe(0);
});

test('where the way leads to is read before one is there', () => {
  const pages = new ThreadPages('t', longThread(1_000).source);
  pages.subscribe(() => {});
  pages.look(990, 1_000);
  pages.seek(200);
  expect(pages.get().isKnown(200)).toBe(true);
  expect(pages.get().isKnown(995)).toBe(true);
  pages.seek(undefined);
  expect(pages.get().isKnown(200)).toBe(false);
});

test('own messages without a number stand apart, and take their place when they have one', () => {
  const tables = longThread(3);
  const own = aMessage(null, 9, { id: 'own' }).row;
  tables.messages.push(own);
  const pages = new ThreadPages('t', tables.source);
  const shown: number[] = [];
  pages.subscribe(() => {
    const { numbers, messageAt, pending } = pages.get();
    const all = [...numbers.map((number) => messageAt(number)), ...pending];
    shown.push(all.filter((message) => message?.row.id === 'own').length);
  });
  expect(pages.get().highest).toBe(3);
  expect(pages.get().pending.map(({ row }) => row.id)).toEqual(['own']);
  shown.length = 0;
  tables.messages = [...tables.messages.slice(0, 3), { ...own, number: 4 }];
  tables.be(false);
  expect(pages.get().highest).toBe(4);
  expect(pages.get().messageAt(4)?.row.id).toBe('own');
  expect(pages.get().pending).toEqual([]);
  expect(new Set(shown)).toEqual(new Set([1]));
  // It is the same on the screen.
  expect([...pages.get().waitedAt]).toEqual([[4, 'own']]);
});

test('messages and their reactions are there together, and what did not change stays the same', () => {
  const tables = longThread(2);
  tables.reactions = [liked('r1', 'm1')];
  const pages = new ThreadPages('t', tables.source);
  pages.subscribe(() => {});
  const [first, second] = [pages.get().messageAt(1), pages.get().messageAt(2)];
  expect(first?.reactions.map(({ id }) => id)).toEqual(['r1']);
  tables.reactions = [...tables.reactions, liked('r2', 'm2')];
  tables.be(false);
  expect(pages.get().messageAt(1)).toBe(first);
  expect(pages.get().messageAt(2)).not.toBe(second);
  expect(
    pages
      .get()
      .messageAt(2)
      ?.reactions.map(({ id }) => id),
  ).toEqual(['r2']);
});

test('the files of a message come with it, and those that were taken away are not shown', () => {
  const tables = longThread(2);
  tables.files = [
    attached('plan', 'm2'),
    { ...attached('old', 'm2'), removedAt: '2026-01-02T12:00:00.000Z' },
  ];
  const pages = new ThreadPages('t', tables.source);
  pages.subscribe(() => {});
  const filesOf = (number: number) =>
    pages
      .get()
      .messageAt(number)
      ?.files.map(({ row }) => row.id);
  expect([filesOf(1), filesOf(2)]).toEqual([[], ['plan']]);
  const first = pages.get().messageAt(1);
  tables.files = [];
  tables.be(false);
  expect(filesOf(2)).toEqual([]);
  expect(pages.get().messageAt(1)).toBe(first);
});

test('a number that no message has here is a hole, but not where nothing is read', () => {
  const tables = longThread(200);
  tables.messages = tables.messages.filter(({ number }) => number !== 20 && number !== 120);
  const pages = new ThreadPages('t', tables.source);
  pages.subscribe(() => {});
  pages.look(1, 30);
  expect([...pages.get().holes]).toEqual([20]);
});

test('nothing is said of a thread before this device has answered', () => {
  const tables = longThread(2);
  tables.be(true);
  const pages = new ThreadPages('t', tables.source);
  pages.subscribe(() => {});
  expect(pages.get().highest).toBeUndefined();
  tables.be(false);
  expect(pages.get().highest).toBe(2);
});
