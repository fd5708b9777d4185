import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import type { PersonPresence, RoomState } from '../../apps/desktop/src/engine/api/presence.ts';
import { HeadlessClient } from '../support/headless-client.ts';
import { LineProxy } from '../support/line-proxy.ts';
import { type Person, people, ServerProcess } from '../support/server-process.ts';
import { waitFor } from '../support/wait-for.ts';

const server = new ServerProcess();

beforeAll(async () => {
  await server.addPeople(people.agent, people.second, people.staff);
  await server.start();
});

afterAll(() => server.remove());

async function join(person: Person, url = server.url): Promise<HeadlessClient> {
  const client = new HeadlessClient();
  onTestFinished(() => client.remove());
  await client.signIn(url, person);
  return client;
}

function idOf({ session }: HeadlessClient): string {
  return session.account.userId;
}

/** How somebody is, as another one's app knows it. */
function seen(by: HeadlessClient, userId: string): PersonPresence | undefined {
  return by.session.presence.state().people[userId];
}

/** Stands in a room, and gives what is known of the others there. */
function enter({ session }: HeadlessClient, room: string): () => RoomState | undefined {
  let last: RoomState | undefined;
  onTestFinished(
    session.presence.watchRoom(room, true, (state) => {
      last = state;
    }),
  );
  return () => last;
}

test('two people see each other: there, in a ticket that was just written, editing and writing, and gone', async () => {
  const [ben, cleo] = [await join(people.agent), await join(people.second)];
  const [benId, cleoId] = [idOf(ben), idOf(cleo)];
  await waitFor('each to be seen', () =>
    [seen(cleo, benId), seen(ben, cleoId)].every((person) => person?.status === 'online'),
  );

  const room = `ticket:${ben.createTicket('The door of the archive jams')}`;
  // The server does not know the ticket yet.
  const bySelf = enter(ben, room);
  await waitFor('the ticket at the other', () => cleo.rows('ticket').length === 1);
  const byOther = enter(cleo, room);
  await waitFor('both to look', () => {
    return bySelf()?.viewing.includes(cleoId) === true && byOther()?.viewing.includes(benId) === true;
  });
  expect(byOther()).toMatchObject({ viewers: 1, viewing: [benId] });

  const stopEditing = ben.session.presence.edit(room, 'title');
  ben.session.presence.typing({ room });
  await waitFor('writing to show', () => byOther()?.typing.length === 1);
  await waitFor('editing to show', () => byOther()?.editing.length === 1);
  ben.session.presence.typingStopped({ room });
  stopEditing();
  await waitFor('both to end', () => byOther()?.typing.length === 0 && byOther()?.editing.length === 0);

  const before = Date.now();
  ben.stop();
  await waitFor('the exit to show', () => seen(cleo, benId)?.status === 'offline', 2_000);
  expect(seen(cleo, benId)?.since).toBeGreaterThanOrEqual(before - 1_000);
  await waitFor('the room to be left', () => byOther()?.viewers === 0);
});

test('who may not see the ticket learns nothing of its room', async () => {
  const [ben, sam] = [await join(people.agent), await join(people.staff)];
  const secret = ben.createTicket('A matter of trust');
  await ben.waitUntilSent();
  const benThere = enter(ben, `ticket:${secret}`);
  await waitFor('the room', () => benThere()?.known === true);
  const secretly = enter(sam, `ticket:${secret}`);
  const own = enter(sam, `ticket:${sam.createTicket('My chair squeaks')}`);
  await waitFor('the own room', () => own()?.known === true);
  await waitFor('the other to be seen', () => seen(sam, idOf(ben))?.status === 'online');
  expect(secretly()).toMatchObject({ known: false, viewers: 0, viewing: [], typing: [] });
  expect(benThere()?.viewers).toBe(0);
});

/** A client that keeps who was told to be there, at any moment. */
class ListeningClient extends HeadlessClient {
  readonly toldPresent: string[] = [];

  constructor() {
    super((environment) => ({
      ...environment,
      transport: (server, handshake, events) =>
        environment.transport(server, handshake, {
          ...events,
          presenceChange: (change) => {
            this.toldPresent.push(...change.online, ...change.idle.map(([userId]) => userId));
            events.presenceChange(change);
          },
        }),
    }));
    onTestFinished(() => this.remove());
  }
}

test('who chose to appear offline is never seen, from a device either that hears of it only now', async () => {
  const [ben, cleo] = [await join(people.agent), new ListeningClient()];
  const benId = idOf(ben);
  await cleo.signIn(server.url, people.second);
  await waitFor('the other to be seen', () => seen(cleo, benId)?.status === 'online');
  ben.mutate('preference.set', { userId: benId, appearOffline: true });
  await waitFor('the choice to hold', () => seen(cleo, benId)?.status === 'offline');
  await ben.waitUntilSent();
  ben.stop();
  cleo.toldPresent.length = 0;

  const also = await join(people.agent);
  const room = `ticket:${also.createTicket('Unseen')}`;
  const [byOther, bySelf] = [enter(cleo, room), enter(also, room)];
  await waitFor('both rooms', () => byOther()?.known === true && bySelf()?.viewers === 1);
  expect(byOther()).toMatchObject({ viewers: 0, viewing: [] });
  expect(cleo.toldPresent).toEqual([]);

  also.mutate('preference.set', { userId: benId, appearOffline: false });
  await waitFor('to be seen again', () => seen(cleo, benId)?.status === 'online');
  await waitFor('the look to show', () => byOther()?.viewing.includes(benId) === true);
});

test('without a line nothing is known, and over the next one rooms are entered again', async () => {
  const proxy = new LineProxy(server.url);
  onTestFinished(() => proxy.stop());
  const [ben, cleo] = [await join(people.agent, await proxy.start()), await join(people.second)];
  const room = `ticket:${ben.createTicket('Seen over two lines')}`;
  await ben.waitUntilSent();
  await waitFor(
    'the ticket at the other',
    () => cleo.rows('ticket', { where: { id: room.slice(7) } }).length === 1,
  );
  const [byBen, byCleo] = [enter(ben, room), enter(cleo, room)];
  await waitFor('both to look', () => byBen()?.viewers === 1 && byCleo()?.viewers === 1);
  proxy.cutLine();
  await waitFor('not to know', () => byBen()?.known === false && !ben.session.presence.state().known);
  await waitFor('to be gone for the other', () => byCleo()?.viewers === 0);
  proxy.heal();
  ben.session.sync.tryNow();
  await waitFor('both to look again', () => byBen()?.viewers === 1 && byCleo()?.viewers === 1);
  await waitFor('people to be known again', () => seen(ben, idOf(cleo))?.status === 'online');
});
