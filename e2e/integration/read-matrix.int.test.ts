import { type OutsideEventName, outsideEventNames } from '@holdfast/shared/protocol/outside-events.ts';
import { requests } from '@holdfast/shared/protocol/requests.ts';
import { allModels } from '@holdfast/shared/registry.ts';
import { expect, test } from 'vitest';
import { ask, askRaw } from '../../apps/server/src/test-support/ask.ts';
import { type Bot, listeningBot } from '../../apps/server/src/test-support/bot.ts';
import { newTicket } from '../../apps/server/src/test-support/changes.ts';
import { RawClient } from '../../apps/server/src/test-support/raw-client.ts';
import { post } from '../../apps/server/src/test-support/test-server.ts';
import { readCases } from './permission-matrix/read-cases.ts';
import {
  absent,
  eventTable,
  listenTable,
  pageTable,
  readTable,
  requestTable,
  scopeTable,
} from './permission-matrix/read-table.ts';
import { paramsOf } from './permission-matrix/request-params.ts';
import type { Key, Made } from './permission-matrix/shapes.ts';
import {
  catchUp,
  claimedScopes,
  digest,
  headsOf,
  liveDeltas,
  type Reached,
  rooms,
  snapshot,
} from './permission-matrix/ways-to-read.ts';
import { columns, type Member, make, World } from './permission-matrix/world.ts';

// Security item 24, reading: each role on each way, against tables that are written by hand.

const generous = { HOLDFAST_EVENTS_PER_MINUTE: '100000' };

/** What each role found on each way, in the shape of the tables. */
class Found {
  readonly #ways = new Map<string, Record<string, string[]>>();

  add(way: string, line: string, word: string): void {
    const lines = this.#ways.get(way) ?? {};
    lines[line] = [...(lines[line] ?? []), word];
    this.#ways.set(way, lines);
  }

  table(way: string): Record<string, string> {
    const lines = Object.entries(this.#ways.get(way) ?? {});
    return Object.fromEntries(lines.map(([line, words]) => [line, words.join(' ')]));
  }
}

test('24: each role sees just what the table says, on every way to read', async () => {
  expect(Object.keys(readCases).sort()).toEqual(Object.keys(readTable).sort());
  const world = await World.create(generous);
  const found = new Found();
  const tables = new Set<string>();
  for (const role of columns) {
    const me = world.of[role];
    await world.project('theirs', me);
    const { last } = await me.client.pull();
    const made = await makeAll(world, me, Object.keys(readTable));
    for (const key of [...made.values()].flat()) tables.add(key.split('/', 1)[0] ?? '');
    const versions = await snapshot(world, world.keeper);
    const everyScope = ['desk', 'admin', `user:${world.other.id}`, `project:${world.foreignProjectId}`];
    const ways: [string, Reached][] = [
      ['live', await liveDeltas(world, me)],
      ['snapshot', await snapshot(world, me)],
      ['catch-up', await catchUp(me, last.cursors)],
      ['claimed scopes', await claimedScopes(me, [...last.scopes, ...everyScope])],
    ];
    for (const [line, keys] of made) {
      for (const [way, reached] of ways)
        found.add(way, line, wordFor(keys, reached, versions, bringsNews.includes(way)));
      found.add(
        'rooms',
        line,
        (await rooms(me, keys)) || (readTable[line]?.split(' ')[columns.indexOf(role)] ?? ''),
      );
    }
  }
  expect([...tables].sort()).toEqual(allModels.map((model) => model.table).sort());
  for (const way of ['live', 'snapshot', 'catch-up', 'claimed scopes', 'rooms'])
    expect(found.table(way), way).toEqual(readTable);
}, 60_000);

async function makeAll(world: World, me: Member, lines: readonly string[]) {
  const made = new Map<string, Made>();
  for (const line of lines) {
    const keys = await readCases[line]?.(world, me);
    if (keys !== undefined) made.set(line, keys);
  }
  return made;
}

/** These bring what changed since: what hangs under a row may be older, and then the row itself says it. */
const bringsNews = ['live', 'catch-up'];

function wordFor(made: Made, reached: Reached, versions: Reached, isNews: boolean): string {
  const isReached = (key: Key) => (reached.get(key) ?? 0) >= (versions.get(key) ?? 1);
  const count = made.filter(isReached).length;
  if (count === 0) return 'no';
  return count === made.length || (isNews && isReached(made[0])) ? 'yes' : 'parts';
}

test('24: what is asked by the name of a scope is told to those who have it', async () => {
  const world = await World.create(generous);
  const found = new Found();
  for (const role of columns) {
    const me = world.of[role];
    const managed = world.divisionId;
    await world.member(me.id, 'division', managed, 'manager');
    await world.ticket('own', world.other);
    const scopes: Record<string, string> = {
      everyone: 'everyone',
      desk: 'desk',
      admin: 'admin',
      'user: oneself': `user:${me.id}`,
      'user: somebody else': `user:${world.other.id}`,
      'project: theirs': `project:${await world.project('theirs', me)}`,
      'project: of others': `project:${world.foreignProjectId}`,
      'division: as its manager': `division:${managed}`,
      'division: of others': 'division:00000000-0000-7000-8000-000000000000',
      'thread: their group': `thread:${await world.group('theirs', me)}`,
      'thread: a group of others': `thread:${await world.group('of others', me)}`,
      'thread: a direct conversation of others': `thread:${await world.direct(world.keeper, world.other)}`,
    };
    const heads = await headsOf([world.keeper.client, world.other.client, me.client]);
    const own = new Set((await me.client.page()).scopes);
    for (const [line, scope] of Object.entries(scopes)) {
      found.add('digest', line, await digest(me, scope, heads.get(scope) ?? 0));
      found.add('scopes', line, own.has(scope) ? 'yes' : 'no');
    }
  }
  expect(found.table('scopes')).toEqual(scopeTable);
  expect(found.table('digest')).toEqual(scopeTable);
}, 60_000);

test('24: bots hear of the scopes of their token, and of nothing else', async () => {
  const world = await World.create(generous);
  const me = world.of.staff;
  const projectId = await world.project('theirs', me);
  const scopes = { desk: 'desk', person: `user:${me.id}`, project: `project:${projectId}` };
  const nobodys = { everyone: 'everyone', admin: 'admin', division: `division:${world.divisionId}` };
  const bots: [string, Bot][] = [];
  for (const [name, scope] of Object.entries({ ...scopes, ...nobodys }))
    bots.push([name, (await listeningBot(world.server.url, world.keeper.signedIn, [scope])).bot]);
  const made = await makeAll(world, me, Object.keys(listenTable));
  await allIsHeard(world, bots);
  const heard = [...made].map(([line, keys]) => {
    const hearing = bots.filter(([, bot]) => keys.some((key) => hears(bot, key)));
    return [line, hearing.map(([name]) => name).join(' ')] as const;
  });
  expect(Object.fromEntries(heard)).toEqual(listenTable);
}, 60_000);

function hears(bot: Bot, key: Key): boolean {
  return bot.heard.some((event) => key.endsWith(`/${event.row.id}`) && !key.startsWith('thread/'));
}

/** Events go out in the order of versions, and an answer after them: then whatever was told before has arrived. */
async function allIsHeard(world: World, bots: readonly [string, Bot][]): Promise<void> {
  const marker = newTicket();
  await make(world.keeper, 'ticket.create', marker);
  await bots[0]?.[1].of(marker.id);
  for (const [, bot] of bots) await bot.send('anything');
}

test('24: an API token has only names of events that there are, and no conversation of its members alone', async () => {
  const world = await World.create();
  const wish = { name: 'Bot', events: ['sync:delta' as OutsideEventName], scopes: ['desk'] };
  const made = ask(world.server.url, world.keeper.signedIn.accessToken, 'tokens.make', wish);
  await expect(made).rejects.toMatchObject({ code: 'INVALID_MESSAGE' });
  const groupId = await world.group('of others', world.other);
  const listening = { name: 'Bot', events: ['comment:added' as const], scopes: [`thread:${groupId}`] };
  const asked = ask(world.server.url, world.keeper.signedIn.accessToken, 'tokens.make', listening);
  await expect(asked).rejects.toMatchObject({ code: 'INVALID_MESSAGE' });
  expect(outsideEventNames).not.toContain('sync:delta');
});

test('24: every request and page asks who it is, and lets through just those of the table', async () => {
  const world = await World.create();
  expect(Object.keys(requestTable).sort()).toEqual(Object.keys(requests).sort());
  const found = new Found();
  for (const role of columns) {
    const { accessToken } = world.of[role].signedIn;
    for (const name of Object.keys(requestTable))
      found.add('requests', name, await letThrough(world, accessToken, name));
    for (const page of Object.keys(pageTable))
      found.add('pages', page, await opens(world, accessToken, page));
  }
  expect(found.table('requests')).toEqual(requestTable);
  expect(found.table('pages')).toEqual(pageTable);
  const { token } = await listeningBot(world.server.url, world.keeper.signedIn, ['desk', 'admin']);
  for (const name of Object.keys(requestTable)) {
    for (const bad of [token, 'garbage']) {
      const { status, body } = await askRaw(world.server.url, bad, name, paramsOf(name, world));
      expect([status, body], name).toMatchObject([401, { error: { code: 'AUTHENTICATION_FAILED' } }]);
    }
  }
}, 60_000);

async function letThrough(world: World, token: string, name: string): Promise<string> {
  const { body } = await askRaw(world.server.url, token, name, paramsOf(name, world));
  return JSON.stringify(body).includes('"AUTHORIZATION_FAILED"') ? 'no' : 'yes';
}

async function opens(world: World, token: string, page: string): Promise<string> {
  const response = await fetch(`${world.server.url}${page}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  if (response.ok) return 'yes';
  return response.status === 403 ? 'no' : `${response.status}`;
}

test('24: nobody ends the device of somebody else as their own, or learns of their changes', async () => {
  const world = await World.create();
  const { url } = world.server;
  const theirs = world.other.signedIn.accessToken;
  const [device] = (await ask(url, theirs, 'account.devices', {})).devices;
  const { mutation } = await world.other.client.change('ticket.create', newTicket());
  for (const role of columns) {
    const { signedIn, client } = world.of[role];
    const ending = ask(url, signedIn.accessToken, 'account.end-device', { id: device?.id ?? '' });
    await expect(ending, role).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await client.known([mutation.id]), role).toMatchObject({ ok: true, unknown: [mutation.id] });
  }
  expect((await ask(url, theirs, 'account.devices', {})).devices[0]?.endedAt).toBeNull();
});

test('24: the events are those of the table; what later features bring is not there yet', async () => {
  const world = await World.create();
  const { client, signedIn } = world.of.staff;
  const knows = async (event: string) => {
    const answer = await client.send(event, 7);
    return answer.ok || !answer.error.message.includes('does not know');
  };
  for (const event of Object.keys(eventTable)) expect(await knows(event), event).toBe(true);
  for (const page of absent.pages) {
    const headers = { authorization: `Bearer ${signedIn.accessToken}` };
    for (const method of ['GET', 'POST'])
      expect((await fetch(`${world.server.url}${page}`, { method, headers })).status, page).toBe(404);
  }
});

test('24: who was disabled reads nothing any more, on any way, and is sent away', async () => {
  const world = await World.create();
  for (const role of columns) {
    const { id, client, signedIn } = world.of[role];
    const { url } = world.server;
    await make(world.keeper, 'user.disable', { id });
    expect(await client.event('session:revoked'), role).toMatchObject([{ reason: 'disabled' }]);
    await expect.poll(() => client.socket.connected).toBe(false);
    const again = new RawClient({ url, token: signedIn.accessToken }).connected();
    await expect(again, role).rejects.toMatchObject({ code: 'AUTHORIZATION_FAILED' });
    for (const name of Object.keys(requestTable))
      expect(await letThrough(world, signedIn.accessToken, name), `${role} ${name}`).toBe('no');
    for (const page of Object.keys(pageTable))
      expect(await opens(world, signedIn.accessToken, page), `${role} ${page}`).toBe('no');
    const { body } = await post(`${url}/auth/refresh`, { refreshToken: signedIn.refreshToken, attempt: id });
    expect(body.error?.code, role).toBeDefined();
  }
});
