import { alertKinds } from '@holdfast/shared/alerts/alert-kinds.ts';
import { dateOf } from '@holdfast/shared/dates.ts';
import { formatTime } from '@holdfast/shared/times.ts';
import type { Logger } from 'pino';
import type { Store } from '../store/store.ts';
import type { ReadWork } from '../store/work.ts';
import { knownError } from '../sync/busy.ts';
import type { CommitQueue } from '../sync/commit-queue.ts';
import { MinuteWatch } from '../sync/minute-watch.ts';
import type { Outside } from '../sync/outside.ts';
import { decideAlerts, readRules } from './decide-alerts.ts';
import { settleAlerts } from './settle-alerts.ts';
import { Touched } from './touched.ts';
import { addDueTickets, dueIn, widenTouched } from './widen-touched.ts';

/** People, projects, phases or tickets that are settled in one transaction, so that nobody waits long for it. */
const PART = 500;

export interface AlertWatchOptions {
  readonly store: Store;
  readonly queue: CommitQueue;
  readonly outside: Pick<Outside, 'now' | 'every' | 'newId' | 'nextTurn'>;
  readonly log: Logger;
  /** Whether this process is the one that looks; without it, each one does. */
  readonly isOurs?: () => Promise<boolean>;
}

/**
 * Raises and resolves what time brings: tickets that come to be due, every minute; phases that come to be
 * late, the pace of projects and weeks that come into sight, when a day begins and when the server starts.
 * Nothing is kept of how far it has come, since what is raised already is not raised again: so it is the same
 * after restarts and from however many processes, and where there is nothing to do nothing is written.
 */
export class AlertWatch {
  readonly #options: AlertWatchOptions;
  readonly #minutes: MinuteWatch;
  /** The day on which all was looked at last. */
  #day: string | undefined;
  /** Up to here tickets were looked at. */
  #seenTo = '';

  constructor(options: AlertWatchOptions) {
    this.#options = options;
    this.#minutes = new MinuteWatch({
      ...options,
      look: () => this.look(),
      failed: 'it was not looked for what people have to be alerted of',
    });
  }

  start(): void {
    this.#minutes.start();
  }

  async stop(): Promise<void> {
    await this.#minutes.stop();
  }

  /** Settles what time has brought since the last look. Where the database fails, that stays to be looked at. */
  async look(): Promise<void> {
    const { store, outside } = this.#options;
    const now = formatTime(outside.now());
    // A clock that was set back makes early what was late.
    const isNewDay = this.#day !== dateOf(now) || now < this.#seenTo;
    const touched = await store.read(() => (isNewDay ? everything(now) : dueSince(this.#seenTo, now)));
    for (const [place, part] of partsOf(touched).entries()) {
      if (place > 0) await outside.nextTurn();
      await this.#settle(part, now);
    }
    this.#day = dateOf(now);
    this.#seenTo = now;
  }

  /**
   * Where nothing is to be done nobody waits for a transaction. What cannot be settled does not keep the rest;
   * where the database fails nothing can be, and it has to be looked again.
   *
   * @throws StorageFailure, or the HoldfastError that the queue makes of it
   */
  async #settle(part: Touched, now: string): Promise<void> {
    const { store, queue, outside, log } = this.#options;
    try {
      const changes = await store.read(() => decideAlerts(part, { now, newId: outside.newId }));
      if (changes.length > 0) await queue.submit(1, (commit) => settleAlerts(commit, part));
    } catch (error) {
      if (knownError(error)?.code === 'SERVER_BUSY') throw error;
      log.error({ err: error }, 'it was not settled what people have to be alerted of');
    }
  }
}

function* everything(now: string): ReadWork<Touched> {
  const touched = new Touched();
  for (const kind of alertKinds) touched.kinds.add(kind);
  yield* widenTouched(touched, yield* readRules(), now);
  return touched;
}

function* dueSince(seenTo: string, now: string): ReadWork<Touched> {
  const touched = new Touched();
  const rules = yield* readRules();
  yield* addDueTickets(touched, { from: dueIn(rules, seenTo).below, below: dueIn(rules, now).below });
  return touched;
}

/** Divisions stay together: they share what is read of how much their people can work. */
function partsOf(touched: Touched): readonly Touched[] {
  const people = inParts([...touched.people], PART, (part, [id, weeks]) => part.person(id, weeks));
  const { divisions } = touched;
  const together = inParts([...divisions], divisions.size, (part, [id, weeks]) => part.division(id, weeks));
  const rest = (['projects', 'phases', 'tickets'] as const).map((name) =>
    inParts([...touched[name]], PART, (part, id) => part[name].add(id)),
  );
  return [...people, ...together, ...rest.flat()];
}

function inParts<T>(
  all: readonly T[],
  size: number,
  add: (part: Touched, one: T) => void,
): readonly Touched[] {
  const parts: Touched[] = [];
  for (let from = 0; from < all.length; from += size) {
    const part = newPart();
    for (const one of all.slice(from, from + size)) add(part, one);
    parts.push(part);
  }
  return parts;
}

/** Whatever time brings is news. */
function newPart(): Touched {
  const part = new Touched();
  part.isNews = true;
  return part;
}
