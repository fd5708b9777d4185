import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Environment } from '../../apps/desktop/src/engine/environment.ts';
import { IDLE_MS } from '../../apps/desktop/src/engine/notices/notice-queue.ts';
import { HeadlessClient } from '../support/headless-client.ts';
import { people, ServerProcess } from '../support/server-process.ts';
import { waitFor } from '../support/wait-for.ts';

/** One server, two devices of Ben's and one of Cleo's. The tests follow each other as a day does. */
const server = new ServerProcess();
const ben = new HeadlessClient();
const cleo = new HeadlessClient();
/** Of how many that were claimed the server gave how many to the device that nobody is at. */
const idleClaims: { asked: number; given: number }[] = [];
const bensOther = new HeadlessClient((environment) => withClaims(withoutPatience(environment)));
const EVERY_DAY = [0, 1, 2, 3, 4, 5, 6];

beforeAll(async () => {
  await server.addPeople(people.agent, people.second);
  await server.start();
  await Promise.all([
    ben.signIn(server.url, people.agent),
    bensOther.signIn(server.url, people.agent),
    cleo.signIn(server.url, people.second),
  ]);
  bensOther.device.setAttention('locked');
  for (const client of [ben, bensOther, cleo]) await client.waitUntilLive();
}, 60_000);

afterAll(async () => {
  for (const client of [ben, bensOther, cleo]) client.remove();
  await server.remove();
});

/** Waits a moment instead of seconds for devices that are in use. */
function withoutPatience(environment: Environment): Environment {
  const { clock } = environment;
  const after = (milliseconds: number, callback: () => void) =>
    clock.after(milliseconds === IDLE_MS ? 50 : milliseconds, callback);
  return { ...environment, clock: { now: clock.now, after } };
}

function withClaims(environment: Environment): Environment {
  const transport: Environment['transport'] = (url, handshake, events) => {
    const connection = environment.transport(url, handshake, events);
    return {
      ...connection,
      claim: async (request) => {
        const answer = await connection.claim(request);
        idleClaims.push({ asked: request.claims.length, given: answer.mine.length });
        return answer;
      },
    };
  };
  return { ...environment, transport };
}

/** Tickets of Ben's that Cleo sees too. */
async function ticketsOfBen(titles: readonly string[]): Promise<string[]> {
  const ids = titles.map((title) => ben.createTicket(title));
  for (const id of ids) await waitFor('the ticket', () => cleo.row('ticket', id)?.number);
  return ids;
}

function comment(threadId: string, body: string): void {
  cleo.mutate('message.create', { id: cleo.newId(), threadId, body });
}

const inbox = (client: HeadlessClient) => client.session.notices.inbox().unread;
const bensId = () => ben.session.account.userId;

test('of two devices of a person the one in use shows what happens; what is read on one goes on the other', async () => {
  const [ticket = ''] = await ticketsOfBen(['Leaking tap']);
  comment(ticket, 'I have a question');
  await waitFor('the claim of the device that nobody is at', () => idleClaims.length === 1);
  expect(idleClaims).toEqual([{ asked: 1, given: 0 }]);
  expect(ben.announced).toEqual([
    { title: 'Cleo Agent commented on Leaking tap', body: 'I have a question' },
  ]);
  expect(bensOther.announced).toEqual([]);
  await waitFor('the inbox of both', () => inbox(ben) === 1 && inbox(bensOther) === 1);
  const [row] = bensOther.rows('notification', { where: { subjectId: ticket } });
  bensOther.mutate('notification.read', { ids: [String(row?.row.id)], read: true });
  await waitFor('the end of the notice', () => ben.gone.includes(`ticket:${ticket}`) && inbox(ben) === 0);
  expect(cleo.notices).toEqual([]);
});

test('who answers where a notice shows has answered: the other reads it, and is told', async () => {
  const ticket = String(ben.rows('ticket', { where: { title: 'Leaking tap' } })[0]?.row.id);
  ben.act({ key: `ticket:${ticket}`, action: 'reply', text: 'Ask away' });
  await waitFor('the answer', () => cleo.rows('message', { where: { authorId: bensId() } }).length === 1);
  cleo.mutate('subscription.set', {
    ...{ id: cleo.newId(), subjectTable: 'ticket', subjectId: ticket, mode: 'follow', was: null },
  });
  await cleo.waitUntilSent();
  ben.act({ key: `ticket:${ticket}`, action: 'reply', text: 'Are you there?' });
  await waitFor('that who follows it is told', () => cleo.announced.length === 1);
  expect(cleo.announced).toEqual([{ title: 'Ben Agent commented on Leaking tap', body: 'Are you there?' }]);
});

test('in quiet hours and while one is not to be disturbed nothing shows on any device; what came is told of at their end', async () => {
  const [first = '', second = '', third = ''] = await ticketsOfBen(['One', 'Two', 'Three']);
  const times = [{ days: EVERY_DAY, from: '00:00', to: '00:00' }];
  ben.mutate('preference.quiet', { userId: bensId(), hours: { zone: 'Europe/Berlin', times } });
  await ben.waitUntilSent();
  for (const ticket of [first, second]) comment(ticket, 'Hello');
  await waitFor('the inbox', () => inbox(ben) === 2);
  expect([ben.announced.length, bensOther.announced.length]).toEqual([1, 0]);
  bensOther.stop();
  ben.mutate('preference.quiet', { userId: bensId(), hours: null });
  await waitFor('the end of quiet hours', () => ben.announced.length === 2);
  expect(ben.announced[1]?.title).toBe('2 updates in 2 tickets while it was quiet');
  const until = new Date(Date.now() + 60_000).toISOString();
  ben.mutate('preference.quiet', { userId: bensId(), until });
  await ben.waitUntilSent();
  comment(third, 'Hello');
  await waitFor('the inbox', () => inbox(ben) === 3);
  expect(ben.announced).toHaveLength(2);
  ben.mutate('preference.quiet', { userId: bensId(), until: null });
  await waitFor('what came meanwhile', () => ben.announced.length === 3);
  expect(ben.announced[2]?.title).toBe('Cleo Agent commented on Three');
});

test('300 missed events give one summary, once, and not again at the next start', async () => {
  const tickets = await ticketsOfBen(['A', 'B', 'C', 'D', 'E']);
  await ben.waitUntilSent();
  ben.stop();
  for (let turn = 0; turn < 60; turn += 1) for (const ticket of tickets) comment(ticket, `Comment ${turn}`);
  await cleo.waitUntilSent();
  const before = ben.notices.length;
  await ben.restart();
  await waitFor('the summary', () => ben.notices.length > before);
  await waitFor('the inbox', () => inbox(ben) === 8);
  await ben.restart();
  await ben.waitUntilLive();
  await waitFor('the inbox again', () => inbox(ben) === 8);
  expect(ben.notices.slice(before)).toMatchObject([
    { key: 'summary', title: '300 updates in 5 tickets while you were away', target: null },
  ]);
});
