import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { HeadlessClient } from '../support/headless-client.ts';
import { people, ServerProcess } from '../support/server-process.ts';
import { canMount, SmallDiskServer } from '../support/small-disk.ts';
import { waitFor } from '../support/wait-for.ts';

let origin: ServerProcess;
let server: SmallDiskServer;
let client: HeadlessClient;
let admin: HeadlessClient;

beforeEach(async () => {
  origin = new ServerProcess();
  await origin.addPeople(people.admin, people.agent);
  server = new SmallDiskServer();
  client = new HeadlessClient();
  admin = new HeadlessClient();
});

afterEach(async () => {
  client.remove();
  admin.remove();
  await server.stop();
  await origin.remove();
});

async function readyOf(url: string): Promise<{ status: number; body: unknown }> {
  const response = await fetch(`${url}/ready`);
  return { status: response.status, body: await response.json() };
}

/** Looks at readiness until it is as expected. */
async function waitForReady(status: number, database: 'up' | 'down'): Promise<void> {
  const look = () => readyOf(server.url);
  await expect.poll(look, { timeout: 20_000 }).toMatchObject({ status, body: { database } });
}

const codeOf = (error: unknown) => (error instanceof HoldfastError ? error.code : error);

test.runIf(canMount)(
  'a disk that really is full: the server says so, reads go on, and what was written meanwhile arrives when there is room',
  async () => {
    await server.start(origin.folder);
    await client.signIn(server.url, people.agent);
    await admin.signIn(server.url, people.admin);
    const early = client.createTicket('Before');
    await client.waitUntilSent();
    server.fill();
    const late = Array.from({ length: 5 }, (_, place) =>
      client.createTicket(`Late ${place}`, { description: 'x'.repeat(20_000) }),
    );
    await waitForReady(503, 'down');
    expect(client.session.connection().waiting).toBeGreaterThan(0);

    expect(await admin.ask('audit.list', { limit: 5 })).toHaveProperty('entries');
    const refused = await admin.ask('people.reset', { userId: client.session.account.userId }).catch(codeOf);
    expect(refused).toBe('SERVER_BUSY');

    server.makeRoom();
    await waitForReady(200, 'up');
    client.session.sync.tryNow();
    await waitFor('the late changes', () => client.session.connection().waiting === 0, 30_000);
    const numbers = [early, ...late].map((id) => client.row('ticket', id)?.number);
    expect(numbers).toEqual([1, 2, 3, 4, 5, 6]);
  },
  90_000,
);
