import { roomTables } from '@holdfast/shared/protocol/room.ts';
import type { Cursor } from '@holdfast/shared/protocol/stream.ts';
import { type RawClient, readyClient } from '../../../apps/server/src/test-support/raw-client.ts';
import { newId } from '../../../apps/server/src/test-support/test-server.ts';
import type { Key, Made } from './shapes.ts';
import { type Member, make, type World } from './world.ts';

/** The rows that reached somebody on one way, each with its newest version. */
export type Reached = ReadonlyMap<Key, number>;

function newest(rows: readonly { table: string; id: string; version: number }[]): Reached {
  const reached = new Map<Key, number>();
  for (const { table, id, version } of rows) {
    const key: Key = `${table}/${id}`;
    reached.set(key, Math.max(version, reached.get(key) ?? 0));
  }
  return reached;
}

/** What live deltas brought, up to now: the marker is a row that everybody may see. */
export async function liveDeltas(world: World, me: Member): Promise<Reached> {
  const marker = newId();
  await make(world.keeper, 'division.create', { id: marker, name: 'Marker' });
  await me.client.delta((delta) => delta.rows.some((row) => row.id === marker));
  return newest(me.client.deltas.flatMap((delta) => delta.rows));
}

/** What a new copy of the app is brought: everything, from a snapshot. */
export async function snapshot(world: World, me: Member): Promise<Reached> {
  const client = await readyClient({ url: world.server.url, token: me.signedIn.accessToken });
  const { rows } = await client.pull();
  client.socket.disconnect();
  return newest(rows);
}

/** What a copy is brought that was away, from the cursors that it had. */
export async function catchUp(me: Member, cursors: Record<string, Cursor>): Promise<Reached> {
  return newest((await me.client.pull(cursors)).rows);
}

/** What is brought to somebody who claims to have read scopes that may not be theirs. */
export async function claimedScopes(me: Member, scopes: readonly string[]): Promise<Reached> {
  const claimed = Object.fromEntries(scopes.map((scope) => [scope, { version: 0 }]));
  return newest((await me.client.pull(claimed)).rows);
}

/** Whether somebody is let into the rooms of rows, as far as there are rooms of their tables: of all, of none, or of some. */
export async function rooms({ client }: Member, made: Made): Promise<string> {
  const words = new Set<string>();
  for (const key of made.filter(hasRoom)) {
    const request = { room: key.replace('/', ':') };
    const answer = await client.send('room:join', request);
    await client.send('room:leave', request);
    if (answer.ok) words.add('yes');
    else words.add(answer.error.code === 'NOT_FOUND' ? 'no' : answer.error.code);
  }
  return [...words].join(' and ');
}

function hasRoom(key: Key): boolean {
  return roomTables.some((table) => key.startsWith(`${table}/`));
}

/** Whether a scope's digest is told to somebody who knows where the scope stands. */
export async function digest({ client }: Member, scope: string, head: number): Promise<'yes' | 'no'> {
  const answer = await client.digest(scope, head, 0);
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.atHead ? 'yes' : 'no';
}

/** Where every scope stands that any of these may see. */
export async function headsOf(clients: readonly RawClient[]): Promise<ReadonlyMap<string, number>> {
  const heads = new Map<string, number>();
  for (const client of clients) {
    const { last } = await client.pull();
    for (const [scope, head] of Object.entries(last.heads ?? {})) heads.set(scope, head);
  }
  return heads;
}
