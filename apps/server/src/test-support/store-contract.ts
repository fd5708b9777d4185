import { HASH_LIMIT, hashRow } from '@holdfast/shared/hash.ts';
import { allModels } from '@holdfast/shared/registry.ts';
import { describe, expect, test } from 'vitest';
import type { ScopeMove, StoredEntry } from '../store/records.ts';
import { type WriteWork, writeStore } from '../store/work.ts';
import { type OpenedHome, read, write } from './opened-home.ts';
import { testAccounts } from './store-contract-accounts.ts';
import { testAudit } from './store-contract-audit.ts';
import { testExpected } from './store-contract-expected.ts';
import { testProcesses } from './store-contract-processes.ts';
import { testResults } from './store-contract-results.ts';
import { testWalks } from './store-contract-walks.ts';
import { newId } from './test-server.ts';

const move = (scope: string, head: number): ScopeMove => ({ scope, head, digest: 0, live: 0 });

/** What every home of the storage must do, whatever its database. */
export function testStoreContract(name: string, open: () => Promise<OpenedHome>): void {
  describe(`storage on ${name}`, () => {
    testTransactions(open);
    testRows(open);
    testEntries(open);
    testResults(open);
    testAccounts(open);
    testAudit(open);
    testWalks(open);
    testProcesses(open);
    testExpected(open);
  });
}

function testTransactions(open: () => Promise<OpenedHome>): void {
  test('S1: what a transaction wrote is there after the store was opened again', async () => {
    const { store, reopen } = await open();
    await write(store, (tx) => tx.putVersion(7));
    const again = await reopen();
    expect(await read(again, (tx) => tx.version())).toBe(7);
  });

  test('S1: a transaction that throws leaves nothing behind', async () => {
    const { store } = await open();
    const fails = function* (): WriteWork<void> {
      yield* writeStore((tx) => tx.putVersion(7));
      throw new Error('no');
    };
    await expect(store.write(fails)).rejects.toThrow('no');
    expect(await read(store, (tx) => tx.version())).toBe(0);
  });

  test('S1: undoing a part leaves what was written before and after it', async () => {
    const { store } = await open();
    await store.write(function* () {
      yield* writeStore((tx) => tx.moveScope(move('before', 1)));
      yield* writeStore((tx) => tx.savepoint());
      yield* writeStore((tx) => tx.moveScope(move('undone', 1)));
      yield* writeStore((tx) => tx.rollbackToSavepoint());
      yield* writeStore((tx) => tx.savepoint());
      yield* writeStore((tx) => tx.moveScope(move('after', 1)));
      yield* writeStore((tx) => tx.releaseSavepoint());
    });
    const heads = await read(store, (tx) => tx.headsAbove(0));
    expect(heads.map((head) => head.scope).sort()).toEqual(['after', 'before']);
  });

  test('work may handle the error of a call and go on', async () => {
    const { store } = await open();
    const id = newId();
    await write(store, (tx) => tx.insertRow('division', 1, { id, name: 'Roads' }));
    const outcome = await store.write(function* () {
      yield* writeStore((tx) => tx.savepoint());
      try {
        yield* writeStore((tx) => tx.insertRow('division', 2, { id, name: 'Parks' }));
        return 'inserted twice';
      } catch {
        yield* writeStore((tx) => tx.rollbackToSavepoint());
        return 'refused';
      }
    });
    expect(outcome).toBe('refused');
  });

  test('S19: the epoch stays the same for the life of the data', async () => {
    const { store, reopen } = await open();
    const epoch = await read(store, (tx) => tx.epoch());
    expect(epoch).not.toBe('');
    expect(await read(await reopen(), (tx) => tx.epoch())).toBe(epoch);
  });

  test('S19: a new epoch is kept', async () => {
    const { store, reopen } = await open();
    await write(store, (tx) => tx.putEpoch('another life'));
    expect(await read(await reopen(), (tx) => tx.epoch())).toBe('another life');
  });

  test('a sequence keeps the last number that was given, and an undone one is given again', async () => {
    const { store } = await open();
    const last = () => read(store, (tx) => tx.lastInSequence('ticket'));
    expect(await last()).toBe(0);
    await write(store, (tx) => tx.putSequence('ticket', 1));
    const undone = store.write(function* (): WriteWork<void> {
      yield* writeStore((tx) => tx.putSequence('ticket', 2));
      throw new Error('no');
    });
    await expect(undone).rejects.toThrow('no');
    expect(await last()).toBe(1);
    await write(store, (tx) => tx.putSequence('ticket', 2));
    expect(await last()).toBe(2);
  });

  test('a whole database passes its check', async () => {
    const { store } = await open();
    expect(await store.check()).toEqual([]);
  });
}

function testRows(open: () => Promise<OpenedHome>): void {
  test('S2: a deleted row is not found by queries, and its id stays taken', async () => {
    const { store } = await open();
    const id = newId();
    await write(store, (tx) => tx.insertRow('division', 1, { id, name: 'Roads' }));
    await write(store, (tx) => tx.deleteRow('division', 2, id));
    expect(await read(store, (tx) => tx.rows('division', { name: 'Roads' }, undefined))).toEqual([]);
    expect((await read(store, (tx) => tx.rowTexts('division', [id]))).size).toBe(0);
    expect(await read(store, (tx) => tx.row('division', id))).toMatchObject({ deleted: true, version: 2 });
    const again = write(store, (tx) => tx.insertRow('division', 3, { id, name: 'Roads' }));
    await expect(again).rejects.toThrow();
  });

  test('a row comes back as it was written, with its version', async () => {
    const { store } = await open();
    const row = { id: newId(), name: 'Ünïcode — „“ \u{1f600} \\ "', list: [1, null, { deep: true }] };
    await write(store, (tx) => tx.insertRow('division', 4, row));
    await write(store, (tx) => tx.updateRow('division', 5, { ...row, name: 'Other' }));
    expect(await read(store, (tx) => tx.row('division', row.id))).toEqual({
      id: row.id,
      version: 5,
      deleted: false,
      data: { ...row, name: 'Other' },
    });
    const texts = await read(store, (tx) => tx.rowTexts('division', [newId(), row.id]));
    expect([...texts.keys()]).toEqual([row.id]);
    expect(texts.get(row.id)?.version).toBe(5);
    expect(JSON.parse(texts.get(row.id)?.json ?? '')).toEqual({ ...row, name: 'Other' });
  });

  test('S31: a row has the hash of its content and version, and none once it is deleted', async () => {
    const { store } = await open();
    const row = { id: newId(), name: 'Roads' };
    const hash = async () => read(store, (tx) => tx.rowHash('division', row.id));
    expect(await hash()).toBe(0);
    const first = await write(store, (tx) => tx.insertRow('division', 1, row));
    expect(first).toBe(hashRow('division', row.id, 1, JSON.stringify(row)));
    expect(await hash()).toBe(first);
    const second = await write(store, (tx) => tx.updateRow('division', 2, row));
    expect(second).not.toBe(first);
    expect(await hash()).toBe(second);
    await write(store, (tx) => tx.deleteRow('division', 3, row.id));
    expect(await hash()).toBe(0);
  });

  test('queries find by text, number, truth and nothing, by rising id and up to a limit', async () => {
    const { store } = await open();
    const ids = [newId(), newId(), newId()].sort();
    await store.write(function* () {
      for (const [place, id] of [...ids.entries()].reverse()) {
        const row = { id, userId: 'u', seen: place !== 1, subjectId: place === 0 ? null : 's', at: 'x' };
        yield* writeStore((tx) => tx.insertRow('overwrite', 1, row));
      }
    });
    const find = async (where: Record<string, string | boolean | null>, limit?: number) =>
      (await read(store, (tx) => tx.rows('overwrite', where, limit))).map((row) => row.id);
    expect(await find({})).toEqual(ids);
    expect(await find({ userId: 'u' }, 2)).toEqual(ids.slice(0, 2));
    expect(await find({ seen: false })).toEqual([ids[1]]);
    expect(await find({ seen: true, subjectId: 's' })).toEqual([ids[2]]);
    expect(await find({ subjectId: null })).toEqual([ids[0]]);
  });

  test('every model has its table and its columns', async () => {
    const { store } = await open();
    for (const model of allModels) {
      const where = Object.fromEntries(model.columns.map((column) => [column, 'nothing']));
      expect(await read(store, (tx) => tx.rows(model.table, where, 1))).toEqual([]);
    }
  });
}

function testEntries(open: () => Promise<OpenedHome>): void {
  const entry = (id: string, version: number, more: Partial<StoredEntry> = {}): StoredEntry => ({
    scope: 'desk',
    table: 'ticket',
    id,
    version,
    gone: false,
    ...more,
  });

  test('S9: a scope holds one entry for each row, the newest', async () => {
    const { store } = await open();
    await write(store, (tx) => tx.putEntries([entry('a', 1)]));
    await write(store, (tx) => tx.putEntries([entry('a', 4, { gone: true })]));
    await write(store, (tx) => tx.putEntries([entry('a', 4, { scope: 'user:1' })]));
    const start = { version: 0, table: '', id: '' };
    expect(await read(store, (tx) => tx.entriesAfter('desk', start, 10))).toEqual([
      entry('a', 4, { gone: true }),
    ]);
    expect(await read(store, (tx) => tx.entriesOfRow('ticket', 'a'))).toHaveLength(2);
  });

  test('S15: entries ascend by version, table and id, and a place may lie inside a version', async () => {
    const { store } = await open();
    const ordered = [
      entry('z', 1),
      entry('a', 2),
      entry('b', 2),
      entry('a', 2, { table: 'user' }),
      entry('y', 3),
    ];
    await store.write(function* () {
      for (const one of [...ordered].reverse()) yield* writeStore((tx) => tx.putEntries([one]));
    });
    const start = { version: 0, table: '', id: '' };
    const all = await read(store, (tx) => tx.entriesAfter('desk', start, 10));
    expect(all).toEqual(ordered);
    const middle = await read(store, (tx) => tx.entriesAfter('desk', entry('a', 2), 2));
    expect(middle).toEqual(ordered.slice(2, 4));
  });

  test('S16: live entries descend from a place, without those that are gone', async () => {
    const { store } = await open();
    const all = [
      entry('z', 1),
      entry('a', 2),
      entry('b', 2, { gone: true }),
      entry('a', 2, { table: 'user' }),
      entry('y', 3),
    ];
    await store.write(function* () {
      for (const one of all) yield* writeStore((tx) => tx.putEntries([one]));
    });
    const top = { version: 4, table: '', id: '' };
    const newest = [all[4], all[3], all[1], all[0]];
    expect(await read(store, (tx) => tx.entriesBefore('desk', top, 10))).toEqual(newest);
    const inside = entry('a', 2, { table: 'user' });
    expect(await read(store, (tx) => tx.entriesBefore('desk', inside, 1))).toEqual([all[1]]);
    expect(await read(store, (tx) => tx.leftSince('desk', 1))).toBe(true);
    expect(await read(store, (tx) => tx.leftSince('desk', 2))).toBe(false);
    expect(await read(store, (tx) => tx.leftSince('user:1', 0))).toBe(false);
  });

  test('S31: a scope adds up the hashes of its rows, and never passes what a hash may be', async () => {
    const { store } = await open();
    await write(store, (tx) => tx.moveScope({ scope: 'desk', head: 1, digest: HASH_LIMIT - 1, live: 2 }));
    await write(store, (tx) => tx.moveScope({ scope: 'desk', head: 2, digest: 5, live: -1 }));
    expect(await read(store, (tx) => tx.scopeState('desk'))).toEqual({
      head: 2,
      historyStartsAt: 0,
      digest: 4,
      live: 1,
    });
  });

  test('S18: the oldest gone entries are deleted first, and the history of their scopes begins there', async () => {
    const { store } = await open();
    await store.write(function* () {
      yield* writeStore((tx) => tx.moveScope(move('desk', 9)));
      for (const version of [7, 3, 5]) {
        yield* writeStore((tx) => tx.putEntries([entry(`row ${version}`, version, { gone: true })]));
      }
      yield* writeStore((tx) => tx.putEntries([entry('live', 2)]));
      yield* writeStore((tx) => tx.putGrant(4, 'ada'));
      yield* writeStore((tx) => tx.putGrant(6, 'grace'));
    });
    expect(await write(store, (tx) => tx.dropGone(6, 1))).toBe(1);
    expect(await read(store, (tx) => tx.scopeState('desk'))).toMatchObject({ historyStartsAt: 3 });
    expect(await write(store, (tx) => tx.dropGone(6, 10))).toBe(1);
    expect(await read(store, (tx) => tx.scopeState('desk'))).toMatchObject({ historyStartsAt: 5 });
    const start = { version: 0, table: '', id: '' };
    const left = await read(store, (tx) => tx.entriesAfter('desk', start, 10));
    expect(left.map((one) => one.id)).toEqual(['live', 'row 7']);
    await write(store, (tx) => tx.dropGrants(5));
    expect(await read(store, (tx) => tx.peopleWithGrantsAbove(0))).toEqual(['grace']);
  });

  test('S18: the newest version before an hour is known until it is forgotten', async () => {
    const { store } = await open();
    await write(store, (tx) => tx.putHour('2026-03-02T10', 4));
    await write(store, (tx) => tx.putHour('2026-03-02T10', 5));
    await write(store, (tx) => tx.putHour('2026-03-02T12', 8));
    const before = (hour: string) => read(store, (tx) => tx.versionBefore(hour));
    expect([await before('2026-03-02T10'), await before('2026-03-02T12')]).toEqual([0, 5]);
    await write(store, (tx) => tx.dropHours(5));
    expect(await before('2026-03-02T12')).toBe(5);
    await write(store, (tx) => tx.dropHours(6));
    expect(await before('2026-03-02T12')).toBe(0);
  });

  test('heads and grants are found by what is above a version', async () => {
    const { store } = await open();
    await store.write(function* () {
      yield* writeStore((tx) => tx.moveScope(move('desk', 3)));
      yield* writeStore((tx) => tx.moveScope(move('desk', 5)));
      yield* writeStore((tx) => tx.moveScope(move('user:1', 2)));
      yield* writeStore((tx) => tx.putGrant(5, 'ada'));
      yield* writeStore((tx) => tx.putGrant(5, 'ada'));
      yield* writeStore((tx) => tx.putGrant(2, 'grace'));
    });
    expect(await read(store, (tx) => tx.scopeState('desk'))).toMatchObject({ head: 5 });
    expect(await read(store, (tx) => tx.scopeState('nowhere'))).toMatchObject({ head: 0, live: 0 });
    expect(await read(store, (tx) => tx.headsAbove(3))).toEqual([
      { scope: 'desk', head: 5, historyStartsAt: 0 },
    ]);
    expect(await read(store, (tx) => tx.peopleWithGrantsAbove(2))).toEqual(['ada']);
  });
}
