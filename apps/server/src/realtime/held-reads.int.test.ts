import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Delta } from '@holdfast/shared/protocol/delta.ts';
import { PROTOCOL_VERSION, SCHEMA_VERSION } from '@holdfast/shared/protocol/versions.ts';
import { allModels } from '@holdfast/shared/registry.ts';
import { pino } from 'pino';
import { expect, onTestFinished, test, vi } from 'vitest';
import { noAuditor } from '../audit/auditor.ts';
import { loadConfig } from '../config.ts';
import { openSqliteStore } from '../store/sqlite/sqlite-store.ts';
import { type WriteWork, writeStore } from '../store/work.ts';
import { applyMutation } from '../sync/apply-mutation.ts';
import type { Sending } from '../sync/broadcaster.ts';
import type { Commit } from '../sync/commit.ts';
import type { Connection } from '../sync/connections.ts';
import { noObserver } from '../sync/observer.ts';
import { realOutside } from '../sync/outside.ts';
import type { packPage } from '../sync/pack-page.ts';
import { newTicket } from '../test-support/changes.ts';
import { type Held, HeldStore } from '../test-support/held-store.ts';
import { tellNobody } from '../test-support/tell-nobody.ts';
import { tempFolder } from '../test-support/temp-folder.ts';
import { addPerson, newId } from '../test-support/test-server.ts';
import { connectionOf, SyncService } from './sync-service.ts';

/** More calls than any read here makes: each place is tried until the read ends before it. */
const MOST_CALLS = 60;

interface Told {
  readonly connection: Connection;
  readonly delta: Delta;
}

/** A service whose reads can be held, a manager's project, and somebody of the staff who may be in it. */
async function heldWorld() {
  const config = loadConfig({ HOLDFAST_DATA: tempFolder() });
  const outside = { ...realOutside(), every: () => () => {} };
  const manager = (await addPerson(config, 'manager', 'Manager')).id;
  const userId = (await addPerson(config, 'staff', 'Staff')).id;
  const store = new HeldStore(
    openSqliteStore({ folder: config.dataFolder, models: allModels, newId }),
    config.dataFolder,
  );
  const session = sessionOf(userId);
  await store.write(() => writeStore((tx) => tx.putDeviceSession(session)));
  const told: Told[] = [];
  const delta: Sending['delta'] = (connections, one) => {
    for (const connection of connections) told.push({ connection, delta: one });
  };
  let sentUpTo = 0;
  const toldOf = (): void => {
    sentUpTo = service.toldVersion;
  };
  const service: SyncService = new SyncService({
    ...{ store, config, outside, packPage: notPacked, auditor: noAuditor, drop: () => {} },
    observer: { ...noObserver, toldOf },
    log: pino({ level: 'silent' }),
    tokens: { verify: async () => ({ userId, sessionId: session.id, expiresAt: Number.POSITIVE_INFINITY }) },
    send: { ...tellNobody, delta },
  });
  await service.start();
  onTestFinished(async () => {
    await service.drain(0);
    await store.close();
  });
  const as = (author: string, name: string, args: object) =>
    service.queue.submit(1, function* (commit) {
      yield* applyMutation(commit, yield* commit.person(author), { name, args, at: commit.now });
    });
  const projectId = newId();
  const project = { id: projectId, membershipId: newId(), name: 'Move', description: '', divisionId: null };
  await as(manager, 'project.create', project);
  const world = {
    ...{ service, store, told, userId, projectId },
    staff: (name: string, args: object) => as(userId, name, args),
    manager: (name: string, args: object) => as(manager, name, args),
    admit: () =>
      service.admit(
        { token: 't', clientId: newId(), protocol: PROTOCOL_VERSION, schema: SCHEMA_VERSION },
        '192.0.2.1',
      ),
    /** What was committed has been told when this resolves. */
    async settled() {
      const version = await service.queue.submit(0, committedSoFar);
      await vi.waitUntil(() => sentUpTo >= version, { interval: 1 });
    },
  };
  await world.settled();
  return world;
}

// biome-ignore lint/correctness/useYield: there is nothing to read.
function* committedSoFar({ version }: Commit): WriteWork<number> {
  return version;
}

type World = Awaited<ReturnType<typeof heldWorld>>;

/** Pages that a test can read. */
const notPacked: typeof packPage = async ({ head, rows }) => {
  return { page: { ...head, rows: rows.map((row) => JSON.parse(row)) } };
};

function sessionOf(userId: string) {
  const times = { createdAt: 0, usedAt: 0, expiresAt: Number.MAX_SAFE_INTEGER };
  const ends = { revokedAt: undefined, wipeAskedAt: undefined, wipedAt: undefined };
  return {
    id: newId(),
    userId,
    device: 'test',
    tokenHash: newId(),
    previousHash: undefined,
    ...times,
    ...ends,
  };
}

/** Lets the staff into the project; gives how to put them out again. */
async function letIn({ manager, userId, projectId, settled }: World) {
  const id = newId();
  const membership = { id, userId, groupTable: 'project', groupId: projectId, role: 'member' };
  await manager('membership.add', membership);
  await settled();
  return () => manager('membership.remove', { id });
}

async function welcome({ service }: World, visitor: Awaited<ReturnType<World['admit']>>) {
  const connection = connectionOf(newId(), visitor, 0);
  await service.welcome(visitor, connection, () => true);
  return connection;
}

/** Sends an event and gives its answer. */
function send({ service }: World, connection: Connection, event: string, request: object) {
  return new Promise<Record<string, unknown>>((resolve) => {
    void service.events(2).get(event)?.(connection, [request, resolve]);
  });
}

/** Does something for every second place at which a read can stand still, and for the first ones. */
async function atEachPlace(
  round: (hold: (read?: number) => Held) => Promise<void>,
  world: World,
): Promise<void> {
  for (let place = 0; place < MOST_CALLS; place += place < 4 ? 1 : 2) {
    let held: Held | undefined;
    await round((read = 0) => {
      held = world.store.hold(read, place);
      return held;
    });
    if (held !== undefined && !(await held.stands)) {
      expect(place).toBeGreaterThan(0);
      return;
    }
  }
  throw new Error('A read has more calls than were tried.');
}

test('S11: whoever comes in while a run is told is sent nothing that they may not see by then, wherever the reading stands', async () => {
  const world = await heldWorld();
  const { service, told, manager, projectId, settled } = world;
  await atEachPlace(async (hold) => {
    const putOut = await letIn(world);
    const visitor = await world.admit();
    // Whether they may stay in a room is read between taking their scopes and sending.
    const other = await welcome(world, await world.admit());
    await send(world, other, 'room:join', { room: `project:${projectId}` });
    told.length = 0;
    const held = hold();
    await putOut();
    await held.stands;
    const connection = await welcome(world, visitor);
    await manager('ticket.create', newTicket({ projectId }));
    held.goOn();
    await settled();
    const own = told.filter((one) => one.connection === connection).map(({ delta }) => delta);
    expect(own.flatMap(({ rows }) => rows)).toEqual([]);
    expect(own.flatMap(({ scopes }) => Object.keys(scopes))).not.toContain(`project:${projectId}`);
    expect(connection.scopes.has(`project:${projectId}`)).toBe(false);
    for (const one of [connection, other]) service.leave(one);
  }, world);
});

test('S11: whoever gains a scope is not told what was in it before, which they never could see', async () => {
  const world = await heldWorld();
  const { service, told, manager, projectId, settled } = world;
  await atEachPlace(async (hold) => {
    const [id, title] = [newId(), `Secret ${newId()}`];
    await manager('ticket.create', newTicket({ id, projectId }));
    await settled();
    told.length = 0;
    const held = hold();
    await manager('ticket.update', { id, changes: { title: { was: 'The printer smokes', now: title } } });
    await held.stands;
    await manager('ticket.update', { id, changes: { projectId: { was: projectId, now: null } } });
    const membershipId = newId();
    const { userId } = world;
    await manager('membership.add', {
      ...{ id: membershipId, userId, groupTable: 'project', groupId: projectId, role: 'member' },
    });
    const connection = await welcome(world, await world.admit());
    held.goOn();
    await settled();
    const own = told.filter((one) => one.connection === connection).map(({ delta }) => delta);
    expect(JSON.stringify(own)).not.toContain(title);
    service.leave(connection);
    await manager('membership.remove', { id: membershipId });
    await settled();
  }, world);
});

test('S11: nobody comes into a room while the run is told in which they lose sight of it', async () => {
  const world = await heldWorld();
  const { service, manager, projectId, settled } = world;
  await atEachPlace(async (hold) => {
    const putOut = await letIn(world);
    const ticket = newTicket({ projectId });
    await manager('ticket.create', ticket);
    await settled();
    const connection = await welcome(world, await world.admit());
    const asked = hold();
    const joined = send(world, connection, 'room:join', { room: `ticket:${ticket.id}` });
    await asked.stands;
    await putOut();
    await settled();
    asked.goOn();
    await joined;
    await settled();
    expect([...service.rooms.of(connection)]).toEqual([]);
    service.leave(connection);
  }, world);
});

test('whoever comes into the room of what they have just made stays in it, however late older changes are told', async () => {
  const world = await heldWorld();
  const { service, settled } = world;
  await atEachPlace(async (hold) => {
    const connection = await welcome(world, await world.admit());
    const held = hold();
    const letInNow = letIn({ ...world, settled: async () => {} });
    await held.stands;
    await letInNow;
    const ticket = newTicket();
    await world.staff('ticket.create', ticket);
    const room = `ticket:${ticket.id}`;
    expect(await send(world, connection, 'room:join', { room })).toMatchObject({ ok: true });
    held.goOn();
    await settled();
    expect([...service.rooms.of(connection)]).toEqual([room]);
    service.leave(connection);
    await (await letInNow)();
    await settled();
  }, world);
});

test('S11: whoever asks for a room comes in, however much is told meanwhile: in the end it waits for them', async () => {
  const world = await heldWorld();
  const { service, store, manager, settled } = world;
  await letIn(world);
  const connection = await welcome(world, await world.admit());
  const room = `project:${world.projectId}`;
  let held = store.hold(0, 0);
  const joined = send(world, connection, 'room:join', { room });
  for (let tries = 0; tries < 3; tries += 1) {
    await held.stands;
    await manager('ticket.create', newTicket());
    await settled();
    const next = store.hold(0, 0);
    held.goOn();
    held = next;
  }
  await held.stands;
  const told = service.toldVersion;
  await manager('ticket.create', newTicket());
  await service.queue.idle();
  await nextTurn();
  expect(service.toldVersion).toBe(told);
  held.goOn();
  expect(await joined).toMatchObject({ ok: true });
  await settled();
  expect(service.toldVersion).toBeGreaterThan(told);
});

test('S11: a page that was read before somebody lost a scope does not reach them after', async () => {
  const world = await heldWorld();
  const { service, manager, projectId, settled } = world;
  for (const read of [0, 1]) {
    await atEachPlace(async (hold) => {
      const putOut = await letIn(world);
      await manager('ticket.create', newTicket({ projectId }));
      await settled();
      const connection = await welcome(world, await world.admit());
      const held = hold(read);
      const pulling = send(world, connection, 'sync:pull', { acked: 0, cursors: {}, limit: 2_000 });
      const isLater = await held.stands;
      await putOut();
      await settled();
      held.goOn();
      const answer = await pulling;
      expect(answer).toMatchObject({ ok: true });
      if (isLater) expect(JSON.stringify(answer)).not.toContain(`project:${projectId}`);
      service.leave(connection);
    }, world);
  }
});
