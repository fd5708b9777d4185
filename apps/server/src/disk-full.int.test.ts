import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { withData } from './cli/open-data.ts';
import { newTicket } from './test-support/changes.ts';
import { type RawClient, readyClient } from './test-support/raw-client.ts';
import { newId, testServer } from './test-support/test-server.ts';

/** A disk whose room the test sets, in pages of SQLite. */
class SmallDisk {
  readonly #connections: Database.Database[] = [];

  readonly openFile = (file: string, options: { readonly timeout: number }) => {
    const db = new Database(file, options);
    this.#connections.push(db);
    return db;
  };

  /** So many pages more than there are. */
  leaveRoomFor(pages: number): void {
    for (const db of this.#connections) {
      const used = Number(db.pragma('page_count', { simple: true }));
      db.pragma(`max_page_count = ${used + pages}`);
    }
  }
}

const tickets = (client: RawClient) => {
  const description = Array.from({ length: 100 }, () => newId()).join(' ');
  return [1, 2, 3].map(() => client.mutation('ticket.create', newTicket({ description })));
};

async function ticketsOn(client: RawClient): Promise<Map<string, number>> {
  const { rows } = await client.pull();
  return new Map(
    rows.filter((row) => row.table === 'ticket').map((row) => [row.id, Number(row.data.number)]),
  );
}

test('S5: on a full disk a push is told to come back, nothing of it is written, and it passes when there is room', async () => {
  const disk = new SmallDisk();
  const server = await testServer({}, { openFile: disk.openFile });
  const [first, second] = [await server.person('agent', 'First'), await server.person('agent', 'Second')];
  const a = await readyClient({ url: server.url, token: first.accessToken });
  const b = await readyClient({ url: server.url, token: second.accessToken });
  disk.leaveRoomFor(20);

  let pushed = 0;
  let waiting = tickets(a);
  let answer = await a.push(waiting);
  for (; answer.ok; answer = await a.push(waiting)) {
    pushed += waiting.length;
    waiting = tickets(a);
  }
  expect(answer.error).toMatchObject({ code: 'SERVER_BUSY', reason: 'storage' });
  expect(answer.error.retryAfterMs).toBeGreaterThan(0);
  expect(answer.error.message).toContain('Nothing was changed');
  expect(await ticketsOn(b)).toHaveProperty('size', pushed);
  expect(await b.push(tickets(b))).toMatchObject({ ok: false, error: { code: 'SERVER_BUSY' } });

  disk.leaveRoomFor(10_000);
  expect(await a.push(waiting)).toMatchObject({ ok: true, lastSeq: pushed + waiting.length });
  const { result } = await a.change('ticket.create', newTicket());
  await b.delta((delta) => delta.version === result.version);
  const numbers = [...(await ticketsOn(b)).values()].sort((left, right) => left - right);
  expect(numbers).toEqual(Array.from({ length: pushed + 4 }, (_, place) => place + 1));
  await withData(server.config, async ({ store }) => expect(await store.check()).toEqual([]));
});
