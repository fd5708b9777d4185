import { expect, test } from 'vitest';
import type { ResultRecord } from '../store/records.ts';
import { writeStore } from '../store/work.ts';
import { type OpenedHome, read, write } from './opened-home.ts';

/** What every home must do with the answers to mutations (S5, S6, S27). */
export function testResults(open: () => Promise<OpenedHome>): void {
  const result = (seq: number, more: Partial<ResultRecord> = {}): ResultRecord => ({
    clientId: 'c',
    seq,
    id: `m${seq}`,
    userId: 'u',
    ok: true,
    version: seq,
    error: undefined,
    at: '2026-03-02T10:00:00.000Z',
    ...more,
  });
  const refused = {
    ok: false,
    version: undefined,
    error: { code: 'NOT_FOUND', message: 'Not there.' },
  } as const;

  test('S5: results are kept by client and number, and found by id and by version', async () => {
    const { store } = await open();
    const all = [result(1), result(2, refused), result(3)];
    await store.write(function* () {
      for (const one of all) yield* writeStore((tx) => tx.putResult(one));
    });
    expect(await read(store, (tx) => tx.result('c', 2))).toEqual(all[1]);
    expect(await read(store, (tx) => tx.result('d', 2))).toBeUndefined();
    expect(await read(store, (tx) => tx.resultById('m3'))).toEqual(all[2]);
    expect(await read(store, (tx) => tx.resultsAfter('c', 1, 10))).toEqual(all.slice(1));
    expect(await read(store, (tx) => tx.acceptedAbove(1))).toEqual([all[2]]);
  });

  test('S5: what was written before a part stays when the part is undone, whether it was read in it or not', async () => {
    const { store } = await open();
    const found = await store.write(function* () {
      yield* writeStore((tx) => tx.putResult(result(1, refused)));
      yield* writeStore((tx) => tx.putClient({ clientId: 'c', userId: 'u', lastSeq: 1, acked: 0 }));
      yield* writeStore((tx) => tx.moveScope({ scope: 'desk', head: 1, digest: 7, live: 1 }));
      yield* writeStore((tx) => tx.savepoint());
      const before = yield* writeStore((tx) => tx.resultById('m1'));
      yield* writeStore((tx) => tx.putResult(result(2)));
      yield* writeStore((tx) => tx.putClient({ clientId: 'c', userId: 'u', lastSeq: 2, acked: 2 }));
      yield* writeStore((tx) => tx.dropResultBodies('c', 0, 1));
      yield* writeStore((tx) => tx.moveScope({ scope: 'desk', head: 2, digest: 1, live: 1 }));
      const inside = yield* writeStore((tx) => tx.scopeState('desk'));
      yield* writeStore((tx) => tx.rollbackToSavepoint());
      yield* writeStore((tx) => tx.savepoint());
      yield* writeStore((tx) => tx.releaseSavepoint());
      yield* writeStore((tx) => tx.moveScope({ scope: 'desk', head: 3, digest: 5, live: 0 }));
      yield* writeStore((tx) => tx.moveScope({ scope: 'desk', head: 4, digest: 1, live: -1 }));
      return { before, inside };
    });
    expect(found.before).toEqual(result(1, refused));
    expect(found.inside).toMatchObject({ head: 2, digest: 8, live: 2 });
    expect(await read(store, (tx) => tx.resultsAfter('c', 0, 10))).toEqual([result(1, refused)]);
    expect(await read(store, (tx) => tx.client('c'))).toMatchObject({ lastSeq: 1, acked: 0 });
    expect(await read(store, (tx) => tx.scopeState('desk'))).toMatchObject({ head: 4, digest: 13, live: 0 });
  });

  test('S6: a second result under a client and number is refused also in the same transaction', async () => {
    const { store } = await open();
    const twice = store.write(function* () {
      yield* writeStore((tx) => tx.putResult(result(1)));
      yield* writeStore((tx) => tx.putResult(result(1, { id: 'other' })));
    });
    await expect(twice).rejects.toThrow();
    expect(await read(store, (tx) => tx.result('c', 1))).toBeUndefined();
  });

  test('S6: a client and number have one result, and the same id may be under two clients', async () => {
    const { store } = await open();
    await write(store, (tx) => tx.putResult(result(1)));
    await expect(write(store, (tx) => tx.putResult(result(1, { id: 'other' })))).rejects.toThrow();
    await write(store, (tx) => tx.putResult(result(1, { clientId: 'd' })));
    expect(await read(store, (tx) => tx.result('d', 1))).toMatchObject({ id: 'm1' });
  });

  test('S5: the bodies of acknowledged results go, their ids stay', async () => {
    const { store } = await open();
    await store.write(function* () {
      for (const seq of [1, 2, 3]) yield* writeStore((tx) => tx.putResult(result(seq, refused)));
      yield* writeStore((tx) => tx.dropResultBodies('c', 1, 2));
    });
    const kept = await read(store, (tx) => tx.resultsAfter('c', 0, 10));
    expect(kept.map((one) => one.error?.code)).toEqual(['NOT_FOUND', undefined, 'NOT_FOUND']);
    expect(kept.map((one) => one.id)).toEqual(['m1', 'm2', 'm3']);
  });

  test('S6: old answers go when their client has them: accepted ones by version, refused ones by time', async () => {
    const { store } = await open();
    const late = { at: '2026-06-01T10:00:00.000Z' };
    const all = [result(1), result(2, refused), result(3, late), result(4, { ...refused, ...late })];
    await store.write(function* () {
      for (const one of [...all, result(5)]) yield* writeStore((tx) => tx.putResult(one));
      yield* writeStore((tx) => tx.putClient({ clientId: 'c', userId: 'u', lastSeq: 5, acked: 4 }));
    });
    const drop = (limit: number) =>
      write(store, (tx) => tx.dropResults('2026-05-01T00:00:00.000Z', 2, limit));
    expect([await drop(1), await drop(10), await drop(10)]).toEqual([1, 1, 0]);
    const kept = await read(store, (tx) => tx.resultsAfter('c', 0, 10));
    expect(kept.map((one) => one.seq)).toEqual([3, 4, 5]);
  });

  test('S27: a refused change keeps what it held, also once its answer is acknowledged', async () => {
    const { store } = await open();
    const held = { table: 'ticket', id: 't', fields: { title: { was: 'One', now: 'Two' } } };
    await write(store, (tx) => tx.putResult(result(1, { ...refused, refused: held })));
    expect((await read(store, (tx) => tx.resultById('m1')))?.refused).toEqual(held);
    await write(store, (tx) => tx.dropResultBodies('c', 0, 1));
    expect(await read(store, (tx) => tx.resultById('m1'))).toMatchObject({ error: undefined, refused: held });
  });

  test('S7: a client stays bound to its first person', async () => {
    const { store } = await open();
    await write(store, (tx) => tx.putClient({ clientId: 'c', userId: 'u', lastSeq: 1, acked: 0 }));
    await write(store, (tx) => tx.putClient({ clientId: 'c', userId: 'thief', lastSeq: 5, acked: 4 }));
    const client = await read(store, (tx) => tx.client('c'));
    expect(client).toEqual({ clientId: 'c', userId: 'u', lastSeq: 5, acked: 4 });
  });
}
