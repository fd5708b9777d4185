import { allModels } from '@holdfast/shared/registry.ts';
import { onTestFinished } from 'vitest';
import { loadConfig } from '../config.ts';
import { describeHome, type HomeAddress } from '../move/home-address.ts';
import type { LineDatabase, LineReader } from '../move/lines.ts';
import { type MoveReport, moveData } from '../move/move-data.ts';
import { openLines } from '../move/open-lines.ts';
import { openStore } from '../store/open-store.ts';
import type { StoredEntry } from '../store/records.ts';
import { openSqliteStore } from '../store/sqlite/sqlite-store.ts';
import type { Store } from '../store/store.ts';
import { type ReadWork, readStore, type WriteWork, writeStore } from '../store/work.ts';
import { realOutside } from '../sync/outside.ts';
import { tempFolder } from './temp-folder.ts';
import { newId } from './test-server.ts';

const SCOPES = ['desk', 'everyone'];

/** What a server might write: change number `n` touches every table of the server. */
export function* oneChange(n: number): WriteWork<void> {
  const version = (yield* writeStore((tx) => tx.lockVersion())) + 1;
  yield* writeStore((tx) => tx.putVersion(version));
  yield* changeRows(version, n);
  yield* changeSync(version, n);
  yield* changeAccounts(n);
}

/** Text that databases keep differently if they are not asked well. */
const trouble = '\u0000 \ud800 é 👩‍🚒 \\ " \' ? $1';

function* changeRows(version: number, n: number): WriteWork<void> {
  const title = `Ticket ${n} ${trouble}`;
  const row = { id: `t${n}`, number: n, title, description: '', status: 'open', projectId: null };
  yield* writeStore((tx) => tx.insertRow('ticket', version, row));
  yield* writeStore((tx) =>
    tx.insertRow('user', version, { id: `u${n}`, name: 'Ada', disabled: n % 2 === 0 }),
  );
  const older = `t${Math.floor(n / 2)}`;
  if (n > 1)
    yield* writeStore((tx) => tx.updateRow('ticket', version, { ...row, id: older, status: 'closed' }));
  if (n % 3 === 0) yield* writeStore((tx) => tx.deleteRow('user', version, `u${n - 1}`));
}

function* changeSync(version: number, n: number): WriteWork<void> {
  const at = `2026-03-02T10:00:00.${String(n).padStart(3, '0')}Z`;
  const place = { table: 'ticket', version };
  yield* writeStore((tx) =>
    tx.putEntries([
      ...SCOPES.map((scope) => ({ ...place, id: `t${n}`, scope, gone: false })),
      { ...place, id: `t${Math.floor(n / 2)}`, scope: 'desk', gone: n % 4 === 1 },
    ]),
  );
  for (const scope of SCOPES) {
    yield* writeStore((tx) => tx.moveScope({ scope, head: version, digest: n * 1_000_003, live: 1 }));
  }
  yield* writeStore((tx) => tx.putGrant(version, `u${n}`));
  yield* writeStore((tx) => tx.putSequence('ticket', n));
  yield* writeStore((tx) => tx.putHour(`2026-03-02T${String(n % 24).padStart(2, '0')}`, version));
  const clientId = `c${n % 3}`;
  yield* writeStore((tx) => tx.putClient({ clientId, userId: 'u1', lastSeq: n, acked: n - 1 }));
  const result = { clientId, seq: n, id: `m${n}`, userId: 'u1', at };
  const refusal = { code: 'CONFLICT' as const, message: `No ${trouble}` };
  yield* writeStore((tx) =>
    n % 5 === 0
      ? tx.putResult({ ...result, ok: false, version: undefined, error: refusal })
      : tx.putResult({ ...result, ok: true, version, error: undefined }),
  );
  // The reasons of earlier refusals go once their client has them.
  yield* writeStore((tx) => tx.dropResultBodies(clientId, 0, n - 1));
}

function* changeAccounts(n: number): WriteWork<void> {
  yield* writeStore((tx) => tx.putPasswordHash(`u${n % 4}`, `hash ${n}`));
  yield* writeStore((tx) => tx.raiseAuthRevision());
  yield* writeStore((tx) =>
    tx.putDeviceSession({
      ...{
        id: `d${n % 4}`,
        userId: 'u1',
        device: 'laptop 👩‍🚒',
        tokenHash: `t${n}`,
        previousHash: undefined,
      },
      ...{ createdAt: 1, usedAt: n, expiresAt: 2 ** 50, revokedAt: undefined },
      ...{ wipeAskedAt: undefined, wipedAt: undefined },
    }),
  );
  yield* writeStore((tx) =>
    tx.putCode({
      ...{ id: `k${n}`, kind: 'invite', codeHash: `h${n}`, userId: undefined, email: 'a@example.org' },
      ...{ name: 'A', role: 'agent', madeBy: 'u1', createdAt: n, expiresAt: n, usedAt: undefined },
      withdrawnAt: undefined,
    }),
  );
  yield* writeStore((tx) =>
    tx.putApiToken({
      ...{ id: `b${n}`, name: 'bot', tokenHash: `h${n}`, events: ['ticket:created'], scopes: ['desk'] },
      ...{ createdBy: 'u1', createdAt: n, lastUsedAt: undefined, revokedAt: undefined },
    }),
  );
  const last = yield* readStore((tx) => tx.lastAudit());
  yield* writeStore((tx) =>
    tx.putAudit({
      ...{ seq: (last?.seq ?? 0) + 1, at: '2026-03-02T10:00:00.000Z', kind: 'backed-up', actorId: null },
      ...{ address: null, subject: `u${n}`, details: { n }, hash: `a${n}` },
    }),
  );
}

/** Everything that can be read of the data. Two homes that give the same are the same to a server. */
export function everythingIn(store: Pick<Store, 'read'>): Promise<object> {
  return store.read(function* () {
    return {
      ...(yield* rowsIn()),
      ...(yield* streamsIn()),
      ...(yield* answersIn()),
      ...(yield* accountsIn()),
    };
  });
}

const MOST = 10_000;

function* rowsIn(): ReadWork<object> {
  const all: Record<string, unknown> = {};
  for (const { table } of allModels) {
    const rows = yield* readStore((tx) => tx.rowsAfter(table, '', MOST));
    const ids = rows.map(({ id }) => id);
    const texts = yield* readStore((tx) => tx.rowTexts(table, ids));
    all[table] = { rows, texts: [...texts].toSorted() };
    for (const id of ids) {
      const hash = yield* readStore((tx) => tx.rowHash(table, id));
      const entries = yield* readStore((tx) => tx.entriesOfRow(table, id));
      all[`${table} ${id}`] = { hash, entries: entries.toSorted(byScope) };
    }
  }
  return all;
}

function byScope(left: StoredEntry, right: StoredEntry): number {
  return left.scope < right.scope ? -1 : 1;
}

function* streamsIn(): ReadWork<object> {
  const all: Record<string, unknown> = {};
  const start = { version: 0, table: '', id: '' };
  for (const scope of yield* readStore((tx) => tx.scopesAfter('', MOST))) {
    all[scope] = {
      state: yield* readStore((tx) => tx.scopeState(scope)),
      entries: yield* readStore((tx) => tx.entriesAfter(scope, start, MOST)),
      hasLeft: yield* readStore((tx) => tx.leftSince(scope, 3)),
    };
  }
  const grants = yield* readStore((tx) => tx.peopleWithGrantsAbove(0));
  return { ...all, grants: grants.toSorted() };
}

function* answersIn(): ReadWork<object> {
  const all: Record<string, unknown> = {};
  for (const id of ['c0', 'c1', 'c2']) {
    const client = yield* readStore((tx) => tx.client(id));
    all[id] = { client, results: yield* readStore((tx) => tx.resultsAfter(id, 0, MOST)) };
  }
  return {
    ...all,
    epoch: yield* readStore((tx) => tx.epoch()),
    version: yield* readStore((tx) => tx.version()),
    hour: yield* readStore((tx) => tx.versionBefore('2026-03-02T05')),
    sequence: yield* readStore((tx) => tx.lastInSequence('ticket')),
    accepted: yield* readStore((tx) => tx.acceptedAbove(0)),
  };
}

function* accountsIn(): ReadWork<object> {
  const passwords: (string | undefined)[] = [];
  for (const id of ['u0', 'u1', 'u2', 'u3']) passwords.push(yield* readStore((tx) => tx.passwordHash(id)));
  return {
    passwords,
    devices: yield* readStore((tx) => tx.deviceSessionsOf('u1')),
    codes: yield* readStore((tx) => tx.codes('invite', MOST)),
    tokens: yield* readStore((tx) => tx.apiTokens()),
    audit: yield* readStore((tx) => tx.auditAfter(0, MOST)),
    authRevision: yield* readStore((tx) => tx.authRevision()),
  };
}

/** Two homes in folders, the first one with data, and their lines. */
export async function moveWorld(changes = 12) {
  const [source, target] = [await sqliteHome(), await sqliteHome()];
  for (let n = 1; n <= changes; n += 1) await source.store.write(() => oneChange(n));
  return { source, target };
}

export interface WorldHome {
  readonly address: HomeAddress;
  readonly store: Store;
  readonly lines: LineDatabase;
}

async function sqliteHome(): Promise<WorldHome> {
  const folder = tempFolder();
  return openHome({ kind: 'sqlite', folder }, openSqliteStore({ folder, models: allModels, newId }));
}

/** A home with nothing in it, or what is there; closed after the test. */
export async function openHome(address: HomeAddress, opened?: Store): Promise<WorldHome> {
  const config = loadConfig({
    HOLDFAST_DATA: address.kind === 'sqlite' ? address.folder : tempFolder(),
    ...(address.kind === 'postgres' && { HOLDFAST_DATABASE_URL: address.url }),
  });
  const store = opened ?? (await openStore(config, { newId }));
  onTestFinished(() => store.close());
  const lines = await openLines(address, config);
  onTestFinished(() => lines.close());
  return { address, store, lines };
}

export interface MoveHomeOptions {
  /** After how long writes go on by themselves, in milliseconds. */
  readonly untilMs?: number;
  readonly say?: (words: string) => void;
}

/** Long enough that the move never waits for a quieter moment. */
const HOLD_MS = 5_000;

/** Moves the data from one home to another. Between two questions others have their turn. */
export function moveHome(
  from: Pick<WorldHome, 'lines'>,
  to: Pick<WorldHome, 'lines' | 'address'>,
  { untilMs = HOLD_MS, say = () => {} }: MoveHomeOptions = {},
): Promise<MoveReport> {
  const outside = { ...realOutside(), now: () => Date.now() - HOLD_MS + untilMs };
  const source = { ...from.lines, all: inTurns(from.lines) };
  const where = describeHome(to.address);
  return moveData({
    source,
    target: to.lines,
    where,
    holdMs: HOLD_MS,
    outside,
    beforeLeaving: () => {},
    say,
  });
}

function inTurns({ all }: LineReader): LineReader['all'] {
  return async (sql, values) => {
    await new Promise(setImmediate);
    return all(sql, values);
  };
}
