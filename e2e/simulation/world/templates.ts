import { mkdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { createIdSource } from '@holdfast/shared/ids.ts';
import { allModels } from '@holdfast/shared/registry.ts';
import { formatTime } from '@holdfast/shared/times.ts';
import Database from 'better-sqlite3';
import { pino } from 'pino';
import { openDatabase } from '../../../apps/desktop/src/engine/store/database.ts';
import { openSqliteStore } from '../../../apps/server/src/store/sqlite/sqlite-store.ts';
import { writeStore } from '../../../apps/server/src/store/work.ts';
import { applyMutation } from '../../../apps/server/src/sync/apply-mutation.ts';
import { CommitQueue } from '../../../apps/server/src/sync/commit-queue.ts';
import { noObserver } from '../../../apps/server/src/sync/observer.ts';
import { activePerson } from '../../../apps/server/src/sync/person.ts';
import { systemActor } from '../../../apps/server/src/sync/system-actor.ts';
import { sessionIdOf, simPeople } from './people.ts';
import { Random } from './random.ts';
import { START_MS } from './scheduler.ts';

const YEAR_MS = 365 * 86_400_000;

/** Makes the files that every run begins with. */
export async function makeTemplates(
  folder: string,
): Promise<{ serverTemplate: string; clientTemplate: string }> {
  return { serverTemplate: await makeServerTemplate(folder), clientTemplate: makeClientTemplate(folder) };
}

/** Makes the server's file that every run begins with: the people, two projects and a few memberships. */
async function makeServerTemplate(folder: string): Promise<string> {
  mkdirSync(folder, { recursive: true });
  const random = new Random(1);
  let now = START_MS - 86_400_000;
  const newId = createIdSource(
    () => {
      now += 1;
      return now;
    },
    (count) => random.bytes(count),
  );
  const outside = {
    now: () => now,
    elapsed: () => now,
    newId,
    nextTurn: async () => {},
    every: () => () => {},
  };
  const store = openSqliteStore({ folder, models: allModels, newId });
  const queue = new CommitQueue({
    store,
    outside,
    log: pino({ level: 'silent' }),
    observer: noObserver,
    maxMutations: 100,
    onCommit: () => {},
  });
  const change = (name: string, args: unknown, userId?: string) =>
    queue.submit(1, function* (commit) {
      const person = userId === undefined ? systemActor : yield* activePerson(userId);
      return yield* applyMutation(commit, person, { name, args, at: formatTime(now) });
    });
  for (const { id, name, email, role } of simPeople) {
    await change('user.add', { id, name, email, role });
    const session = {
      id: sessionIdOf(id),
      userId: id,
      device: 'simulated',
      wipeAskedAt: undefined,
      wipedAt: undefined,
      tokenHash: '',
      previousHash: undefined,
      createdAt: now,
      usedAt: now,
      expiresAt: START_MS + YEAR_MS,
      revokedAt: undefined,
    };
    await store.write(() => writeStore((tx) => tx.putDeviceSession(session)));
  }
  await fillDesk(change, newId);
  await store.close();
  return settleFile(path.join(folder, 'holdfast.sqlite'));
}

type Change = (name: string, args: unknown, userId?: string) => Promise<number>;

/** One project with a plan and one without, in a division of four. */
async function fillDesk(change: Change, newId: () => string): Promise<void> {
  const [admin, staff, agent, manager] = simPeople;
  if (admin === undefined || staff === undefined || agent === undefined || manager === undefined) return;
  const divisionId = newId();
  const join = (groupTable: string, groupId: string, userId: string, role: string) =>
    change('membership.add', { id: newId(), userId, groupTable, groupId, role });
  await change('division.create', { id: divisionId, name: 'North' });
  for (const { id } of [staff, agent]) await join('division', divisionId, id, 'member');
  await join('division', divisionId, manager.id, 'manager');
  for (const name of ['Heating', 'Doors']) {
    const id = newId();
    const project = { id, membershipId: newId(), name, description: `All about ${name}.`, divisionId: null };
    await change('project.create', name === 'Doors' ? project : { ...project, divisionId }, admin.id);
    if (name === 'Doors') continue;
    // Who manages a project plans it, whatever they are otherwise.
    await join('project', id, staff.id, 'manager');
    const nothing = { assigneeId: null, divisionId: null, due: null, priority: 'normal' };
    await change(
      'ticket.create',
      {
        ...nothing,
        id: newId(),
        title: 'Leaking tap',
        description: 'It drips day and night.',
        projectId: id,
      },
      admin.id,
    );
    await planProject(change, newId, id, admin.id, agent.id);
  }
}

async function planProject(
  change: Change,
  newId: () => string,
  projectId: string,
  by: string,
  worker: string,
): Promise<void> {
  const changes = {
    startsOn: { was: null, now: '2025-12-01' },
    endsOn: { was: null, now: '2026-03-31' },
    budget: { was: null, now: 100_000 },
    spent: { was: 0, now: 30_000 },
    cash: { was: null, now: 50_000 },
    cashThreshold: { was: null, now: 20_000 },
  };
  await change('project.plan', { id: projectId, changes }, by);
  const phase = { id: newId(), projectId, name: 'Pipes', position: 'a0', status: 'running', progress: 20 };
  await change('phase.create', { ...phase, startsOn: '2025-12-08', endsOn: '2026-01-20' }, by);
  for (const week of ['2026-01-05', '2026-01-12']) {
    const place = { userId: worker, projectId, phaseId: null, week };
    await change('assignment.set', { ...place, changes: { hours: { was: 0, now: 16 } } }, by);
  }
}

/** Makes the file of a client that has all tables and nothing in them. */
function makeClientTemplate(folder: string): string {
  const file = path.join(folder, 'client.db');
  openDatabase(file, (name) => new Database(name)).close();
  return settleFile(file);
}

/** Leaves one file, with nothing in a log beside it. */
function settleFile(file: string): string {
  const db = new Database(file);
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
  const settled = `${file}.template`;
  for (const end of ['-wal', '-shm']) rmSync(`${file}${end}`, { force: true });
  renameSync(file, settled);
  return settled;
}
