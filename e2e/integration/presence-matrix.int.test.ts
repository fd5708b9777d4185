import type { RoomResponse } from '@holdfast/shared/protocol/room.ts';
import { expect, test } from 'vitest';
import { newId } from '../../apps/server/src/test-support/test-server.ts';
import { presenceTable } from './permission-matrix/read-table.ts';
import { columns, type Member, make, World } from './permission-matrix/world.ts';

const settings = { HOLDFAST_EVENTS_PER_MINUTE: '100000', HOLDFAST_PRESENCE_INTERVAL_MS: '50' };

/** The rooms of the lines of the table, for somebody. The keeper may be in each. */
const roomCases: Readonly<Record<string, (world: World, me: Member) => Promise<string>>> = {
  'in a ticket that is assigned to them': async (world, me) => `ticket:${await world.ticket('assigned', me)}`,
  'in a ticket of others': async (world, me) => `ticket:${await world.ticket('of others', me)}`,
  'in their project': async (world, me) => `project:${await world.project('theirs', me)}`,
  'in a project of others': async (world, me) => `project:${await world.project('of others', me)}`,
  'in a division': async ({ divisionId }) => `division:${divisionId}`,
  'in their group': async (world, me) => `thread:${await world.group('theirs', me)}`,
  'in a group of others': async (world, me) => `thread:${await world.group('of others', me)}`,
  'in a group that they left': async (world, me) => {
    const id = await world.newGroup(world.keeper, [me]);
    await make(me, 'participant.remove', { threadId: id, userId: me.id });
    return `thread:${id}`;
  },
};

/** What somebody was told, as text, by the name of the event. */
function told(me: Member, name: string): string[] {
  return me.client.events.filter((event) => event.name === name).map(({ args }) => JSON.stringify(args));
}

/** A room where what is done says that all that was done elsewhere before has been told. */
class Marker {
  readonly room: string;
  #count = 0;

  constructor(divisionId: string) {
    this.room = `division:${divisionId}`;
  }

  /** Does everything that one can in a room, in a field that it gives, and waits until somebody was told what was told after. */
  async act(actor: Member, me: Member, room: string, status = 'online'): Promise<string> {
    this.#count += 1;
    const [field, own] = [`marker ${this.#count}`, `field ${this.#count} of ${me.id}`];
    await actor.client.send('room:join', { room });
    await actor.client.send('presence:update', {
      ...{ status, viewing: [room] },
      editing: [{ room, field: own }],
    });
    await actor.client.send('typing:start', { room, field: own });
    await me.client.send('presence:update', { status: 'online', editing: [{ room: this.room, field }] });
    await me.client.send('typing:start', { room: this.room, field });
    for (const name of ['presence:room', 'typing:change'])
      await expect.poll(() => told(me, name).some((text) => text.includes(field))).toBe(true);
    return own;
  }
}

/** Whether somebody was told all that another one did in a room, live and on coming in. */
async function learned(me: Member, { id: actor }: Member, room: string, field: string): Promise<string> {
  const names = (text: string) => [room, actor, field].every((part) => text.includes(part));
  const joined = await me.client.send<RoomResponse>('room:join', { room });
  const parts = [
    told(me, 'presence:room').some(names),
    told(me, 'typing:change').some(names),
    joined.ok && joined.viewing.includes(actor) && joined.typing.length > 0,
  ];
  return parts.every(Boolean) ? 'yes' : parts.some(Boolean) ? 'parts' : 'no';
}

function isKnownToBeThere(me: Member, { id }: Member): string {
  return told(me, 'presence:change').some((text) => text.includes(id)) ? 'yes' : 'no';
}

test('24: each role learns of others just what the table says, and nobody of who appears offline', async () => {
  const world = await World.create(settings);
  const { keeper, other } = world;
  const hiddenAt = newId();
  await make(keeper, 'division.create', { id: hiddenAt, name: 'Hidden' });
  const found: Record<string, string[]> = {};
  const add = (line: string, word: string) => {
    found[line] = [...(found[line] ?? []), word];
  };
  for (const role of columns) {
    const me = world.of[role];
    const marker = new Marker(newId());
    await make(keeper, 'division.create', { id: marker.room.slice('division:'.length), name: role });
    await me.client.send('room:join', { room: marker.room });
    for (const [line, roomOf] of Object.entries(roomCases)) {
      const room = await roomOf(world, me);
      await me.client.send('room:join', { room });
      const field = await marker.act(keeper, me, room);
      add(line, await learned(me, keeper, room, field));
    }
    await me.client.send('room:join', { room: `division:${hiddenAt}` });
    const field = await marker.act(other, me, `division:${hiddenAt}`, 'hidden');
    add('in a division, of who appears offline', await learned(me, other, `division:${hiddenAt}`, field));
    add('how somebody is', isKnownToBeThere(me, keeper));
    add('how somebody is who appears offline', isKnownToBeThere(me, other));
  }
  const lines = Object.entries(found).map(([line, words]) => [line, words.join(' ')]);
  expect(Object.fromEntries(lines)).toEqual(presenceTable);
}, 30_000);
