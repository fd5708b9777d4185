import { setImmediate, setTimeout } from 'node:timers/promises';
import { HeadlessClient } from '../../support/headless-client.ts';
import type { Person } from '../../support/server-process.ts';
import { waitFor } from '../../support/wait-for.ts';
import { sampleText } from './sample-text.ts';
import { serveCalls } from './serve-calls.ts';
import { sharedNow } from './shared-clock.ts';
import { WatchedLine } from './watched-line.ts';

const TITLE_LENGTH = 60;
const DESCRIPTION_LENGTH = 400;
const LONG_MS = 600_000;
const BATCH = 1_000;
/** After so many writes the engine may do what else it has to do. */
const BREATHE_EVERY = 50;

const line = new WatchedLine();
const client = new HeadlessClient((environment) => ({
  ...environment,
  transport: line.wrap(environment.transport),
  log: (message, details) => console.error(`engine ${process.pid}: ${message}`, details ?? ''),
}));
process.on('exit', () => client.remove());

/** When each text of a watched ticket was shown, and when the delta that brought it came. */
const shown = new Map<string, { at: number; deltaAt: number }>();

function statements() {
  return client.session.account.statements;
}

function writeTicket(number: number): string {
  const title = sampleText(TITLE_LENGTH, number);
  return client.createTicket(title, { description: sampleText(DESCRIPTION_LENGTH, number) });
}

/** Changes a text of a ticket to what it shall be at the moment at which it begins. Gives that moment. */
function edit(id: string, field: 'title' | 'description', textAt: (moment: number) => string): number {
  // A screen has what stands there before it is changed.
  const was = String(client.row('ticket', id)?.[field] ?? '');
  const at = sharedNow();
  client.mutate('ticket.update', { id, changes: { [field]: { was, now: textAt(at) } } });
  return at;
}

/** Changes beside each other in few transactions: to have them, not to measure how long they take. */
async function inBatches(count: number, write: (number: number) => void): Promise<void> {
  for (let start = 0; start < count; start += BATCH) {
    const end = Math.min(start + BATCH, count);
    statements()
      .database.transaction(() => {
        for (let number = start; number < end; number += 1) write(number);
      })
      .immediate();
    await setImmediate();
  }
}

function countTickets(): number {
  return statements().get<{ count: number }>('SELECT count(*) AS count FROM ticket_base')?.count ?? 0;
}

/** A process with the real engine, without a window. */
const calls = {
  /** Answers once the process has loaded everything. */
  ready(): void {},

  /** Signs in. Gives how long it took from connecting until everything was there, and until the first page was. */
  async signIn(server: string, person: Person) {
    const signedIn = client.signIn(server, person, LONG_MS);
    const firstPageAt = waitFor('the first page', () => line.pages > 0 && sharedNow(), LONG_MS);
    await signedIn;
    const at = sharedNow();
    return {
      took: at - line.connectedAt,
      firstPage: (await firstPageAt) - line.connectedAt,
      pages: line.pages,
    };
  },

  /** Leaves the server, as without a network. */
  goOffline(): void {
    client.session.sync.stop();
  },

  /** Comes back. Gives the moment. */
  goOnline(): number {
    const at = sharedNow();
    client.session.sync.start();
    return at;
  },

  holdPushes(): void {
    line.holdPushes();
  },

  waitUntilLive: async () => {
    await waitFor('the connection', () => client.session.connection().state === 'live', LONG_MS);
    return sharedNow();
  },

  waitUntilSent: async () => {
    await waitFor('an empty outbox', () => client.session.connection().waiting === 0, LONG_MS);
    return sharedNow();
  },

  /** Makes tickets one by one, each on disk before the next. Gives how long each took. */
  async writeTickets(count: number): Promise<number[]> {
    const samples: number[] = [];
    for (let number = 0; number < count; number += 1) {
      const start = sharedNow();
      writeTicket(number);
      samples.push(sharedNow() - start);
      if (number % BREATHE_EVERY === 0) await setImmediate();
    }
    return samples;
  },

  /** The same, as quickly as it goes. */
  async writeTicketsInBatches(from: number, count: number): Promise<void> {
    await inBatches(count, (number) => writeTicket(from + number));
  },

  /** Ids of tickets in the order of their making, so many at most, or the last so many. */
  ticketIds(count: number, end: 'first' | 'last'): string[] {
    const order = end === 'first' ? 'ASC' : 'DESC';
    return statements()
      .all<{ id: string }>(`SELECT id FROM ticket ORDER BY id ${order} LIMIT ?`, count)
      .map(({ id }) => id);
  },

  /** Waits until the server's word of a ticket has come and of so many in all. Gives the moment. */
  async waitForTickets(lastId: string, count: number): Promise<number> {
    const isThere = () => statements().get('SELECT 1 FROM ticket_base WHERE id = ?', lastId) !== undefined;
    await waitFor(`${count} tickets`, () => isThere() && countTickets() >= count, LONG_MS);
    return sharedNow();
  },

  /** Waits until the server's word of a ticket's title is this. Gives the moment. */
  async waitForTitle(id: string, title: string): Promise<number> {
    const isThere = () => client.row('ticket', id)?.title === title;
    await waitFor(`the title ${title}`, isThere, LONG_MS);
    return sharedNow();
  },

  /** Changes a text of a ticket. Gives the moment at which it began. */
  edit(id: string, field: 'title' | 'description', text: string): number {
    return edit(id, field, () => text);
  },

  /** Changes the titles of these tickets to `label place`. */
  async editTitles(ids: readonly string[], label: string): Promise<void> {
    await inBatches(ids.length, (place) => edit(ids[place] ?? '', 'title', () => `${label} ${place}`));
  },

  /** Changes titles at a steady rate, one after the other, to `label place moment`. */
  async editAtRate(ids: readonly string[], count: number, perSecond: number, label: string): Promise<void> {
    const start = sharedNow();
    for (let place = 0; place < count; place += 1) {
      const due = start + (place * 1_000) / perSecond;
      const wait = due - sharedNow();
      if (wait > 0) await setTimeout(wait);
      edit(ids[place % ids.length] ?? '', 'title', (moment) => `${label} ${place} ${moment}`);
    }
  },

  /** Follows a ticket as an open screen does, from now on. */
  watchTicket(id: string): void {
    client.session.watchRows({ table: 'ticket', where: { id }, offset: 0, limit: 1 }, ({ changed }) => {
      const moment = { at: sharedNow(), deltaAt: line.deltaAt };
      for (const { row } of changed)
        for (const text of [row.title, row.description])
          if (!shown.has(String(text))) shown.set(String(text), moment);
    });
  },

  /** When a watched ticket was shown with this title or description; waits for it. */
  whenShown(text: string): Promise<{ at: number; deltaAt: number }> {
    return waitFor(`${text} on the screen`, () => shown.get(text), LONG_MS);
  },
};

export type EngineCalls = typeof calls;

serveCalls(calls);
