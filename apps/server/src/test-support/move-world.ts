import { allModels } from '@holdfast/shared/registry.ts';
import { onTestFinished } from 'vitest';
import { loadConfig } from '../config.ts';
import { describeHome, type HomeAddress } from '../move/home-address.ts';
import type { LineDatabase, LineReader } from '../move/lines.ts';
import { type MoveReport, moveData } from '../move/move-data.ts';
import { openLines } from '../move/open-lines.ts';
import { openStore } from '../store/open-store.ts';
import { openSqliteStore } from '../store/sqlite/sqlite-store.ts';
import type { Store } from '../store/store.ts';
import type { ReadTransaction } from '../store/transaction.ts';
import { readStore, type WriteWork, writeStore } from '../store/work.ts';
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
export async function everythingIn(store: Pick<Store, 'read'>): Promise<object> {
  return await store.read(function* () {
    const all: Record<string, unknown> = {};
    const note = function* <T>(name: string, call: (tx: ReadTransaction) => T) {
      all[name] = yield* readStore(call);
      return all[name];
    };
    yield* note('epoch', (tx) => tx.epoch());
    yield* note('version', (tx) => tx.version());
    yield* note('authRevision', (tx) => tx.authRevision());
    for (const { table } of allModels) {
      const rows = yield* readStore((tx) => tx.rowsAfter(table, '', 10_000));
      all[table] = rows;
      const ids = rows.map(({ id }) => id);
      all[`${table} hashes`] = [];
      const texts = yield* readStore((tx) => tx.rowTexts(table, ids));
      all[`${table} texts`] = [...texts].toSorted();
      for (const { id } of rows) {
        yield* note(`${table} ${id} hash`, (tx) => tx.rowHash(table, id));
        const entries = yield* readStore((tx) => tx.entriesOfRow(table, id));
        all[`${table} ${id} entries`] = entries.toSorted((left, right) =>
          left.scope < right.scope ? -1 : 1,
        );
      }
    }
    const start = { version: 0, table: '', id: '' };
    for (const scope of yield* readStore((tx) => tx.scopesAfter('', 1_000))) {
      yield* note(`${scope} state`, (tx) => tx.scopeState(scope));
      yield* note(`${scope} entries`, (tx) => tx.entriesAfter(scope, start, 10_000));
      yield* note(`${scope} left`, (tx) => tx.leftSince(scope, 3));
    }
    all.grants = (yield* readStore((tx) => tx.peopleWithGrantsAbove(0))).toSorted();
    yield* note('hour', (tx) => tx.versionBefore('2026-03-02T05'));
    yield* note('sequence', (tx) => tx.lastInSequence('ticket'));
    yield* note('accepted', (tx) => tx.acceptedAbove(0));
    for (const id of ['c0', 'c1', 'c2']) {
      yield* note(`${id} client`, (tx) => tx.client(id));
      yield* note(`${id} results`, (tx) => tx.resultsAfter(id, 0, 10_000));
    }
    for (const id of ['u0', 'u1', 'u2', 'u3']) yield* note(`${id} password`, (tx) => tx.passwordHash(id));
    yield* note('devices', (tx) => tx.deviceSessionsOf('u1'));
    yield* note('codes', (tx) => tx.codes('invite', 10_000));
    yield* note('tokens', (tx) => tx.apiTokens());
    yield* note('audit', (tx) => tx.auditAfter(0, 10_000));
    return all;
  });
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
