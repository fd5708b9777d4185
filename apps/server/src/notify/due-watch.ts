import type { NoticeDraft } from '@holdfast/shared/entity/notice-draft.ts';
import { type Ticket, ticketModel } from '@holdfast/shared/model/ticket.ts';
import { DUE_SOON_MS, draftOf, isOver, personInCharge } from '@holdfast/shared/notices/ticket-notices.ts';
import { formatTime } from '@holdfast/shared/times.ts';
import type { Logger } from 'pino';
import type { Store } from '../store/store.ts';
import { type ReadWork, readStore, type WriteWork, writeStore } from '../store/work.ts';
import { applyNotices } from '../sync/apply-mutation.ts';
import type { Commit } from '../sync/commit.ts';
import type { CommitQueue } from '../sync/commit-queue.ts';
import { MinuteWatch } from '../sync/minute-watch.ts';
import type { Outside } from '../sync/outside.ts';

const MINUTE_MS = 60_000;
const HOUR_MINUTES = 60;
const DAY_MINUTES = 24 * HOUR_MINUTES;

/** Under this name, as that of a sequence, stands up to which minute since 1970 it was told of. */
const TOLD = 'due dates told';
/** What came to be due longer ago, while no server ran, is told no more. */
const LONGEST_MINUTES = 7 * DAY_MINUTES;
/** A clock that was set back by less goes on from where it was. */
const SKEW_MINUTES = HOUR_MINUTES;
/** Tickets that are read at a time. */
const PAGE = 500;

export interface DueWatchOptions {
  readonly store: Store;
  readonly queue: CommitQueue;
  readonly outside: Pick<Outside, 'now' | 'every'>;
  readonly log: Logger;
  /** Whether this process is the one that looks; without it, each one does. */
  readonly isOurs?: () => Promise<boolean>;
}

/** Minutes since 1970, the last not included. */
interface Span {
  readonly from: number;
  readonly to: number;
}

/**
 * Tells who is in charge of a ticket that it is due within a day, and that it was due: once for each date,
 * over restarts and from however many processes, since how far was told is kept in the transaction that tells.
 */
export class DueWatch {
  readonly #options: DueWatchOptions;
  readonly #minutes: MinuteWatch;
  /** Up to here nothing is left to tell. Where nothing is due nothing is written. */
  #seenTo = 0;

  constructor(options: DueWatchOptions) {
    this.#options = options;
    this.#minutes = new MinuteWatch({
      ...options,
      look: () => this.look(),
      failed: 'it was not told what is due',
    });
  }

  start(): void {
    this.#minutes.start();
  }

  async stop(): Promise<void> {
    await this.#minutes.stop();
  }

  /** Tells what has come to be due since the last time. */
  async look(): Promise<void> {
    const { store, queue, outside } = this.#options;
    const now = Math.floor(outside.now() / MINUTE_MS);
    const drafts = await store.read(() => this.#drafts(now));
    if (drafts.length > 0) await queue.submit(1, (commit) => this.#tell(commit, now));
    this.#seenTo = now;
  }

  /** Reads again what is due: another process may have told it meanwhile. */
  *#tell(commit: Commit, now: number): WriteWork<void> {
    const drafts = yield* this.#drafts(now);
    if (drafts.length === 0) return;
    yield* applyNotices(commit, drafts);
    yield* writeStore((tx) => tx.putSequence(TOLD, now));
  }

  *#drafts(now: number): ReadWork<readonly NoticeDraft[]> {
    const told = (yield* readStore((tx) => tx.lastInSequence(TOLD))) || now - DAY_MINUTES;
    const reached = Math.max(told, this.#seenTo);
    const from = Math.max(reached > now + SKEW_MINUTES ? now - 1 : reached, now - LONGEST_MINUTES);
    return from < now ? yield* draftsOf({ from, to: now }) : [];
  }
}

function* draftsOf({ from, to }: Span): ReadWork<readonly NoticeDraft[]> {
  const soon = DUE_SOON_MS / MINUTE_MS;
  const passed = yield* openTickets({ from, to });
  const near = yield* openTickets({ from: Math.max(from + soon, to), to: to + soon });
  return [
    ...passed.map((ticket) => draftOf('overdue', ticket, [personInCharge(ticket)])),
    ...near.map((ticket) => draftOf('due-soon', ticket, [personInCharge(ticket)])),
  ];
}

/** Tickets that are due in a span and at which something is still to be done. */
function* openTickets({ from, to }: Span): ReadWork<readonly Ticket[]> {
  const range = { column: 'due', from: timeOf(from), below: timeOf(to) };
  const tickets: Ticket[] = [];
  for (let after: { value: string; id: string } | undefined; ; ) {
    const part = after === undefined ? range : { ...range, after };
    const rows = yield* readStore((tx) => tx.rowsInRange(ticketModel.table, part, PAGE));
    tickets.push(...rows.map(({ data }) => ticketModel.schema.parse(data)));
    const last = tickets.at(-1);
    if (rows.length < PAGE || last?.due == null) break;
    after = { value: last.due, id: last.id };
  }
  return tickets.filter((ticket) => !isOver(ticket));
}

function timeOf(minute: number): string {
  return formatTime(minute * MINUTE_MS);
}
