import { expect, test } from 'vitest';
import { type WriteWork, writeStore } from '../store/work.ts';
import { type OpenedHome, read, write } from './opened-home.ts';

/** Far enough in both directions, whatever the clock says. */
const PAST = 1;
const FUTURE = 4_102_444_800_000;

/** What every home must do for several processes, and where its data moves to another home. */
export function testProcesses(open: () => Promise<OpenedHome>): void {
  test('a lease is had by whoever took it last, until the moment that they said', async () => {
    const { store, reopen } = await open();
    expect(await read(store, (tx) => tx.lease('clocks'))).toBeUndefined();
    await write(store, (tx) => tx.putLease({ name: 'clocks', holder: 'a', until: 10 }));
    await write(store, (tx) => tx.putLease({ name: 'pruning', holder: 'a', until: 5 }));
    const taken = { name: 'clocks', holder: 'b', until: FUTURE };
    await write(store, (tx) => tx.putLease(taken));
    const again = await reopen();
    expect(await read(again, (tx) => tx.lease('clocks'))).toEqual(taken);
    expect(await read(again, (tx) => tx.lease('pruning'))).toEqual({
      name: 'pruning',
      holder: 'a',
      until: 5,
    });
  });

  test('while the data moves nothing is written, and all is read', async () => {
    const { store } = await open();
    await write(store, (tx) => tx.putVersion(3));
    await write(store, (tx) => tx.putMove({ to: 'there', until: FUTURE }));
    const waiting = write(store, (tx) => tx.putVersion(4));
    await expect(waiting).rejects.toMatchObject({ code: 'MOVING', retryAfterMs: expect.any(Number) });
    expect(await read(store, (tx) => tx.version())).toBe(3);
    expect(await read(store, (tx) => tx.move())).toEqual({ to: 'there', until: FUTURE });
  });

  test('data that has moved is written no more', async () => {
    const { store, reopen } = await open();
    await write(store, (tx) => tx.putMove({ to: 'there', until: undefined }));
    const again = await reopen();
    await expect(write(again, (tx) => tx.putVersion(4))).rejects.toMatchObject({ code: 'MOVED' });
    expect(await read(again, (tx) => tx.move())).toEqual({ to: 'there', until: undefined });
  });

  test('a move whose time is over is given up by the first write, and not by one that is undone', async () => {
    const { store } = await open();
    await write(store, (tx) => tx.putMove({ to: 'there', until: PAST }));
    const fails = function* (): WriteWork<void> {
      yield* writeStore((tx) => tx.putVersion(7));
      throw new Error('no');
    };
    await expect(store.write(fails)).rejects.toThrow('no');
    expect(await read(store, (tx) => tx.move())).toEqual({ to: 'there', until: PAST });
    await write(store, (tx) => tx.putVersion(8));
    expect(await read(store, (tx) => tx.move())).toBeUndefined();
  });
}
