import { afterEach, beforeEach, expect, test } from 'vitest';
import { integrityFaults, readServerRows } from '../crash/server-rows.ts';
import { Balancer } from '../support/balancer.ts';
import { HeadlessClient } from '../support/headless-client.ts';
import { people, ServerProcess } from '../support/server-process.ts';
import { waitFor } from '../support/wait-for.ts';

/** Short, so that clients are back before the next restart. */
const settings = { HOLDFAST_RECONNECT_SPREAD_MS: '400' };
const RESTARTS = 3;
const WRITE_EVERY_MS = 15;

let first: ServerProcess;
let balancer: Balancer;
let processes: ServerProcess[];
let writers: Writer[];

beforeEach(async () => {
  first = new ServerProcess(settings);
  processes = [first];
  writers = [];
  balancer = new Balancer();
  await first.addPeople(people.admin, people.agent, people.second);
});

afterEach(async () => {
  for (const writer of writers) writer.client.remove();
  await balancer.stop();
  for (const server of processes) await server.kill();
  await first.remove();
});

/** Somebody who makes tickets and comments on them without a pause. */
class Writer {
  readonly client = new HeadlessClient();
  readonly tickets: string[] = [];
  private timer: NodeJS.Timeout | undefined;

  async begin(url: string, person: (typeof people)[keyof typeof people]): Promise<void> {
    await this.client.signIn(url, person);
    this.timer = setInterval(() => this.write(person.name), WRITE_EVERY_MS);
  }

  /** Stops writing and waits until the server has everything. */
  async finish(): Promise<void> {
    clearInterval(this.timer);
    await waitFor('an empty outbox', () => this.client.session.connection().waiting === 0, 30_000);
  }

  private write(name: string): void {
    const id = this.client.createTicket(`${name} ${this.tickets.length}`);
    this.client.mutate('message.create', { id: this.client.newId(), threadId: id, body: 'at once' });
    this.tickets.push(id);
  }
}

async function begin(url: string): Promise<void> {
  for (const person of [people.admin, people.agent, people.second]) {
    const writer = new Writer();
    writers.push(writer);
    await writer.begin(url, person);
  }
}

/** Waits until everybody has written something that the server that serves now has taken. */
async function waitForProgress(): Promise<void> {
  for (const { client, tickets } of writers) {
    const newest = tickets.length;
    const id = await waitFor('a new ticket', () => tickets[newest]);
    await waitFor('its number', () => typeof client.row('ticket', id)?.number === 'number', 30_000);
  }
}

/** Everybody has everything, once, and the server too. */
async function expectNothingLostOrDoubled(): Promise<void> {
  for (const writer of writers) await writer.finish();
  const written = writers.flatMap(({ tickets }) => tickets).sort();
  expect(written.length).toBeGreaterThan(50);
  for (const { client } of writers) {
    await waitFor('all tickets', () => client.rows('ticket').length === written.length, 30_000);
    await waitFor('all comments', () => client.rows('message').length === written.length, 30_000);
    expect(client.session.changes().refused).toEqual([]);
    expect(
      client
        .rows('ticket')
        .map(({ row }) => row.id)
        .sort(),
    ).toEqual(written);
  }
  for (const server of processes)
    expect(await server.stop()).toSatisfy((code) => code === 0 || code === null);
  const rows = readServerRows(first.folder);
  expect(rows.tickets.map(({ id }) => id).sort()).toEqual(written);
  const numbers = rows.tickets.map(({ number }) => Number(number)).sort((left, right) => left - right);
  expect(numbers).toEqual(written.map((_, place) => place + 1));
  expect(rows.messages).toHaveLength(written.length);
  const created = rows.activities.filter(({ kind }) => kind === 'created').map(({ subjectId }) => subjectId);
  expect(created.sort()).toEqual(written);
  expect(integrityFaults(`${first.folder}/holdfast.sqlite`)).toEqual([]);
}

test('promise 1: server processes that replace each other behind a balancer, under load, lose and double nothing', async () => {
  await first.start();
  balancer.pointTo(first.url);
  await begin(await balancer.start());
  for (let count = 0; count < RESTARTS; count += 1) {
    const old = processes.at(-1);
    const next = new ServerProcess(settings, first.folder);
    processes.push(next);
    await next.start();
    expect((await fetch(`${next.url}/ready`)).status).toBe(200);
    balancer.pointTo(next.url);
    expect(await old?.stop()).toBe(0);
    await waitForProgress();
  }
  await expectNothingLostOrDoubled();
}, 120_000);

test('promise 1: a server that is stopped and started again on its port, under load, loses and doubles nothing', async () => {
  await first.start();
  await begin(first.url);
  for (let count = 0; count < RESTARTS; count += 1) {
    await waitForProgress();
    expect(await first.stop()).toBe(0);
    await first.start();
  }
  await waitForProgress();
  await expectNothingLostOrDoubled();
}, 120_000);
