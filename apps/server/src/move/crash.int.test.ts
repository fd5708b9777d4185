import { expect, onTestFinished, test } from 'vitest';
import { loadConfig } from '../config.ts';
import { MOVING } from '../store/refuse-moved.ts';
import { StorageFailure, type Store } from '../store/store.ts';
import { writeStore } from '../store/work.ts';
import { everythingIn, moveHome, moveWorld, oneChange, type WorldHome } from '../test-support/move-world.ts';
import { newId } from '../test-support/test-server.ts';
import { followMove } from './follow-move.ts';
import type { LineDatabase, LineReader } from './lines.ts';
import { readMark, readMeta } from './marks.ts';

/** What a move may still do before it is killed. */
interface Life {
  left: number;
  used: number;
}

/** A database to which nothing gets any more once the process is dead. */
function mortal(db: LineDatabase, life: Life): LineDatabase {
  const alive =
    <Args extends unknown[], T>(call: (...args: Args) => Promise<T>) =>
    async (...args: Args): Promise<T> => {
      if (life.left <= 0) throw new Error('killed');
      life.left -= 1;
      life.used += 1;
      return call(...args);
    };
  const reader = ({ all }: LineReader) => ({ all: alive(all) });
  return {
    ...reader(db),
    columns: db.columns,
    put: alive(db.put),
    inSnapshot: (use) => db.inSnapshot((snapshot) => use(reader(snapshot))),
    close: db.close,
  };
}

/** Moves, and is killed after so many statements. Gives how many it took. */
async function moveWithin(source: WorldHome, target: WorldHome, statements: number): Promise<number> {
  const life = { left: statements, used: 0 };
  const homes = [source, target].map((home) => ({ ...home, lines: mortal(home.lines, life) }));
  const [from, to] = homes as [WorldHome, WorldHome];
  await moveHome(from, to, { untilMs: 1 }).catch((error: unknown) => {
    if (!(error instanceof Error && error.message === 'killed')) throw error;
  });
  return life.used;
}

/** Which of the two may be served from, once the time is over for which writes were held. */
async function serving(source: WorldHome, target: WorldHome): Promise<readonly string[]> {
  const mark = await readMark(target.lines);
  const isOpen = mark === undefined && (await readMeta(target.lines)).version > 0;
  return [...((await takesWrites(source.store)) ? ['source'] : []), ...(isOpen ? ['target'] : [])];
}

async function takesWrites(store: Store): Promise<boolean> {
  for (;;) {
    try {
      await store.write(() => writeStore((tx) => tx.raiseAuthRevision()));
      return true;
    } catch (error) {
      if (!(error instanceof StorageFailure)) throw error;
      if (error.code !== MOVING) return false;
      await new Promise(setImmediate);
    }
  }
}

test('a move that is killed leaves the old home serving, and the next run brings over what was written since', async () => {
  const { source, target } = await moveWorld();
  let n = 12;
  // Each run finds what the ones before have left.
  for (let killedAt = 1; ; killedAt += 31) {
    await moveWithin(source, target, killedAt);
    if (!(await serving(source, target)).includes('source')) break;
    expect(await serving(source, target)).toEqual(['source']);
    await source.store.write(() => oneChange(++n));
  }
  expect(n).toBeGreaterThan(20);
  await moveHome(source, target);
  expect(await serving(source, target)).toEqual(['target']);
  expect(await everythingIn(target.store)).toEqual(await everythingIn(source.store));
});

function once<T>(run: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | undefined;
  return () => {
    running ??= run();
    return running;
  };
}

/** How many statements a whole move of a small world takes; always the same. */
const countStatements = once(async () => {
  const { source, target } = await moveWorld(3);
  return moveWithin(source, target, Number.POSITIVE_INFINITY);
});

test.for([4, 3, 2, 1])(
  'a move that is killed %i statements before its end is in one home, and a server finds it',
  async (before) => {
    const statements = await countStatements();
    const { source, target } = await moveWorld(3);
    await moveWithin(source, target, statements - before);
    if ((await serving(source, target)).includes('source')) {
      expect(before).toBeGreaterThan(2);
      await moveHome(source, target);
    }
    expect(await takesWrites(source.store)).toBe(false);
    const mark = await readMark(source.lines);
    const config = loadConfig({ HOLDFAST_DATA: 'unused' });
    const followed = await followMove(mark?.to ?? '', config, { newId });
    onTestFinished(() => followed.close());
    expect(await everythingIn(followed)).toEqual(await everythingIn(source.store));
    expect(await serving(source, target)).toEqual(['target']);
    // Whoever runs the command again is told that it is done.
    expect(await moveHome(source, target)).toMatchObject({ lines: 0, version: 3 });
  },
);
