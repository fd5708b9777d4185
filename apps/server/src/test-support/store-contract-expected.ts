import { expect, test } from 'vitest';
import type { ReadTransaction } from '../store/transaction.ts';
import { readStore, type WriteWork, writeStore } from '../store/work.ts';
import { type OpenedHome, write } from './opened-home.ts';

const entry = (version: number) => ({ scope: 'desk', table: 'division', id: 'd', version, gone: false });
const client = (lastSeq: number) => ({ clientId: 'c', userId: 'u', lastSeq, acked: 0 });
const refused = { code: 'NOT_FOUND', message: 'Not there.' } as const;
const result = (seq: number) => ({
  ...{ clientId: 'c', seq, id: `m${seq}`, userId: 'u', ok: false, version: undefined, error: refused },
  at: '2026-03-02T10:00:00.000Z',
});

const asked = {
  clients: ['c', 'new client', 'c'],
  results: ['m1', 'm2'],
  rows: [
    { table: 'division', id: 'd' },
    { table: 'division', id: 'new' },
    { table: 'ticket', id: 'd' },
    { table: 'division', id: 'd' },
  ],
};

/** Everything that was asked for ahead, as it is asked for then. */
function* askAll(): WriteWork<readonly unknown[]> {
  const calls: ((tx: ReadTransaction) => unknown)[] = [
    (tx) => tx.client('c'),
    (tx) => tx.client('new client'),
    (tx) => tx.resultById('m1'),
    (tx) => tx.resultById('m2'),
    (tx) => tx.row('division', 'd'),
    (tx) => tx.row('division', 'new'),
    (tx) => tx.rowHash('division', 'd'),
    (tx) => tx.row('ticket', 'd'),
    (tx) => tx.entriesOfRow('division', 'd'),
    (tx) => tx.entriesOfRow('division', 'new'),
  ];
  const answers: unknown[] = [];
  for (const call of calls) answers.push(yield* readStore(call));
  return answers;
}

function* changeAll(): WriteWork<void> {
  yield* writeStore((tx) => tx.putClient(client(2)));
  yield* writeStore((tx) => tx.putResult(result(2)));
  yield* writeStore((tx) => tx.dropResultBodies('c', 0, 1));
  yield* writeStore((tx) => tx.updateRow('division', 2, { id: 'd', name: 'Parks' }));
  yield* writeStore((tx) => tx.insertRow('division', 2, { id: 'new', name: 'Water' }));
  yield* writeStore((tx) => tx.putEntries([entry(2), { ...entry(2), scope: 'admin' }]));
}

/** What every home must do when it is told what will be asked for: nothing that shows. */
export function testExpected(open: () => Promise<OpenedHome>): void {
  async function withData() {
    const { store } = await open();
    await store.write(function* (): WriteWork<void> {
      yield* writeStore((tx) => tx.putClient(client(1)));
      yield* writeStore((tx) => tx.putResult(result(1)));
      yield* writeStore((tx) => tx.insertRow('division', 1, { id: 'd', name: 'Roads' }));
      yield* writeStore((tx) => tx.putEntries([entry(1)]));
    });
    return store;
  }

  test('what was expected is answered as it is, also after it was written', async () => {
    const store = await withData();
    const plain = await store.write(askAll);
    const [before, after] = await store.write(function* () {
      yield* writeStore((tx) => tx.expect(asked));
      const before = yield* askAll();
      yield* changeAll();
      return [before, yield* askAll()] as const;
    });
    expect(before).toEqual(plain);
    expect(after).toEqual(await store.write(askAll));
    expect(after).not.toEqual(before);
  });

  test('what was expected is answered as it was once what was written is undone', async () => {
    const store = await withData();
    const plain = await store.write(askAll);
    const undone = await store.write(function* (): WriteWork<unknown> {
      yield* writeStore((tx) => tx.expect(asked));
      yield* writeStore((tx) => tx.savepoint());
      yield* changeAll();
      yield* askAll();
      yield* writeStore((tx) => tx.rollbackToSavepoint());
      return yield* askAll();
    });
    expect(undone).toEqual(plain);
    await write(store, (tx) => tx.expect({ clients: [], results: [], rows: [] }));
  });
}
