import { afterEach, beforeEach, expect, test } from 'vitest';
import { HeadlessClient } from '../support/headless-client.ts';
import { LineProxy } from '../support/line-proxy.ts';
import { type Person, people, ServerProcess } from '../support/server-process.ts';
import { waitFor } from '../support/wait-for.ts';

const tables = [
  'user',
  'division',
  'membership',
  'project',
  'ticket',
  'thread',
  'message',
  'activity',
  'overwrite',
];
const STEPS = 200;

let server: ServerProcess;
const clients: HeadlessClient[] = [];
const lines: LineProxy[] = [];

beforeEach(async () => {
  server = new ServerProcess();
  await server.addPeople(people.admin, people.agent, people.second, people.staff);
  await server.start();
});

afterEach(async () => {
  for (const client of clients.splice(0)) client.remove();
  for (const line of lines.splice(0)) await line.stop();
  await server.remove();
});

interface Side {
  readonly person: Person;
  readonly client: HeadlessClient;
  readonly line: LineProxy;
}

async function join(person: Person): Promise<Side> {
  const line = new LineProxy(server.url);
  lines.push(line);
  const client = new HeadlessClient();
  clients.push(client);
  await client.signIn(await line.start(), person);
  return { person, client, line };
}

/** What a client has of the server, row by row, and which scopes name each row. */
function baseOf(client: HeadlessClient): unknown {
  const { statements } = client.session.account;
  const rows = tables.flatMap((table) =>
    statements.all(
      `SELECT '${table}' AS tbl, id, row_version, row_hash, data FROM "${table}_base" ORDER BY id`,
    ),
  );
  return {
    rows,
    entries: statements.all(
      `SELECT t.name AS tbl, e.id, s.name AS scope, e.version FROM entry AS e
       JOIN name AS t ON t.number = e.tbl JOIN name AS s ON s.number = e.scope
       WHERE e.gone = 0 ORDER BY tbl, e.id, scope`,
    ),
  };
}

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

async function step(side: Side, sides: readonly Side[], random: () => number): Promise<void> {
  const { client, line } = side;
  const pick = <T>(items: readonly T[]): T | undefined => items[Math.floor(random() * items.length)];
  const ticket = pick(client.rows('ticket'))?.row;
  const action = random();
  if (action < 0.06) line.cutLine();
  else if (action < 0.16) line.heal();
  else if (action < 0.18) await client.restart();
  else if (action < 0.28) await catchUp(side);
  else if (action < 0.4 || ticket === undefined) client.createTicket(`Ticket ${action}`);
  else if (action < 0.6)
    client.mutate('message.create', { id: client.newId(), threadId: ticket.id, body: `Comment ${action}` });
  else if (action < 0.8)
    change(client, ticket, 'status', pick(['open', 'waiting', 'resolved', 'closed']) ?? 'open');
  else
    change(
      client,
      ticket,
      'assigneeId',
      pick([null, ...sides.map((other) => other.client.session.account.userId)]) ?? null,
    );
}

/** Waits for the server where the line is whole, so that people also work on what others did. */
async function catchUp({ client, line }: Side): Promise<void> {
  if (line.isCut) return;
  client.session.sync.tryNow();
  await client.waitUntilLive();
  await client.waitUntilSent();
}

/** A change that the rules refuse at once is not made; that is as good as any other step. */
function change(
  client: HeadlessClient,
  ticket: { id: string; [field: string]: unknown },
  field: string,
  now: string | null,
): void {
  try {
    client.mutate('ticket.update', {
      id: ticket.id,
      changes: { [field]: { was: (ticket[field] ?? null) as string | null, now } },
    });
  } catch (error) {
    expect(error).toMatchObject({ code: 'AUTHORIZATION_FAILED' });
  }
}

test.each([1, 2, 3])(
  'promise 3: through cut lines and restarts everyone ends with what a fresh client gets (seed %i)',
  async (seed) => {
    const random = randomFrom(seed);
    const sides = [await join(people.agent), await join(people.second), await join(people.staff)];
    for (let count = 0; count < STEPS; count += 1) {
      const side = sides[Math.floor(random() * sides.length)];
      if (side !== undefined) await step(side, sides, random);
      // Lets the network have its turn between the steps, so that work and messages interleave.
      await new Promise((resolve) => setImmediate(resolve));
    }
    for (const { client, line } of sides) {
      line.heal();
      client.session.sync.tryNow();
    }
    for (const { client } of sides) {
      await client.waitUntilLive();
      await client.waitUntilSent();
    }
    for (const { person, client } of sides) {
      const fresh = await join(person);
      await waitFor(
        'the same rows',
        () => JSON.stringify(baseOf(client)) === JSON.stringify(baseOf(fresh.client)),
        5_000,
      ).catch(() => {});
      expect(baseOf(client)).toEqual(baseOf(fresh.client));
      expect(client.session.account.statements.all('SELECT * FROM ticket_overlay')).toEqual([]);
    }
  },
);
