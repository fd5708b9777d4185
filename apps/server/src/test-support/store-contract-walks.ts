import { expect, test } from 'vitest';
import { type WriteWork, writeStore } from '../store/work.ts';
import { type OpenedHome, read } from './opened-home.ts';

/** What every home must do for those that walk all data: checks, exports, counts. */
export function testWalks(open: () => Promise<OpenedHome>): void {
  test('a table is walked in steps, with what was deleted, each row once', async () => {
    const { store } = await open();
    await store.write(function* (): WriteWork<void> {
      for (const id of ['c', 'a', 'd', 'b']) {
        yield* writeStore((tx) => tx.insertRow('division', 1, { id, name: `Division ${id}` }));
      }
      yield* writeStore((tx) => tx.deleteRow('division', 2, 'b'));
    });
    const first = await read(store, (tx) => tx.rowsAfter('division', '', 3));
    expect(first.map(({ id, deleted }) => [id, deleted])).toEqual([
      ['a', false],
      ['b', true],
      ['c', false],
    ]);
    const rest = await read(store, (tx) => tx.rowsAfter('division', 'c', 3));
    expect(rest).toEqual([{ id: 'd', version: 1, deleted: false, data: { id: 'd', name: 'Division d' } }]);
  });

  test('rows are read by a part of the values of a column, in steps, without those that are deleted or empty', async () => {
    const { store } = await open();
    const dues = {
      c: '2026-03-02',
      a: '2026-03-02',
      b: '2026-03-01',
      d: null,
      e: '2026-03-03',
      f: '2026-03-02',
    };
    await store.write(function* (): WriteWork<void> {
      for (const [id, due] of Object.entries(dues)) {
        yield* writeStore((tx) => tx.insertRow('ticket', 1, { id, due }));
      }
      yield* writeStore((tx) => tx.deleteRow('ticket', 2, 'f'));
    });
    const range = { column: 'due', from: '2026-03-01', below: '2026-03-03' };
    const ids = async (part: object, limit: number) =>
      (await read(store, (tx) => tx.rowsInRange('ticket', { ...range, ...part }, limit))).map(({ id }) => id);
    expect(await ids({}, 10)).toEqual(['b', 'a', 'c']);
    expect(await ids({}, 2)).toEqual(['b', 'a']);
    expect(await ids({ after: { value: '2026-03-02', id: 'a' } }, 2)).toEqual(['c']);
    expect(await ids({ from: '2026-03-02', below: '2026-03-02' }, 10)).toEqual([]);
    expect(await ids({ from: '2026-03-02' }, 10)).toEqual(['a', 'c']);
  });

  test('rows are counted by what a column holds, without those that are deleted', async () => {
    const { store } = await open();
    await store.write(function* (): WriteWork<void> {
      const names = ['Roads', 'Parks', 'Parks', 'Water'];
      for (const [id, name] of names.entries()) {
        yield* writeStore((tx) => tx.insertRow('division', 1, { id: `${id}`, name }));
      }
      yield* writeStore((tx) => tx.deleteRow('division', 2, '3'));
    });
    expect(await read(store, (tx) => tx.rowCounts('division', 'name'))).toEqual([
      { value: 'Parks', rows: 2 },
      { value: 'Roads', rows: 1 },
    ]);
  });

  test('a number is added up by what a column holds, without rows that are deleted or elsewhere', async () => {
    const { store } = await open();
    const weeks = ['2026-03-02', '2026-03-09'];
    await store.write(function* (): WriteWork<void> {
      for (const [id, hours] of [10, 2.5, 8, 4, 1].entries()) {
        const row = {
          id: `${id}`,
          userId: id < 2 ? 'ann' : 'ben',
          week: weeks[id === 3 ? 1 : 0] ?? '',
          hours,
        };
        yield* writeStore((tx) => tx.insertRow('assignment', 1, row));
      }
      yield* writeStore((tx) => tx.deleteRow('assignment', 2, '4'));
    });
    const sums = await read(store, (tx) =>
      tx.sums('assignment', { column: 'week', text: '2026-03-02' }, 'userId', 'hours'),
    );
    expect(sums.toSorted((left, right) => right.sum - left.sum)).toEqual([
      { value: 'ann', sum: 12.5 },
      { value: 'ben', sum: 8 },
    ]);
  });

  test('the names of scopes are walked in steps', async () => {
    const { store } = await open();
    await store.write(function* (): WriteWork<void> {
      for (const scope of ['desk', 'admin', 'everyone']) {
        yield* writeStore((tx) => tx.moveScope({ scope, head: 1, digest: 0, live: 0 }));
      }
    });
    expect(await read(store, (tx) => tx.scopesAfter('', 2))).toEqual(['admin', 'desk']);
    expect(await read(store, (tx) => tx.scopesAfter('desk', 2))).toEqual(['everyone']);
  });
}
