import { formatTime } from '@holdfast/shared/times.ts';
import type { Store } from '../store/store.ts';
import { type ReadWork, readStore, type WriteWork, writeStore } from '../store/work.ts';
import { hourOf } from './commit.ts';

const DAY_MS = 86_400_000;

/** Deleted in one transaction, so that nobody waits long for it. */
const STEP = 1_000;

/** How long what has been is kept. */
export interface Keep {
  readonly historyDays: number;
  readonly resultDays: number;
}

/** Whether deleting may go on, asked in each transaction that deletes: somebody may be reading everything to copy it. */
export type MayPrune = () => ReadWork<boolean>;

/**
 * Deletes what has grown old: gone entries and notes of grants (S18), and answers that their
 * clients have (S6). `sentUpTo` is the version that all connections here were told of; nothing
 * newer is touched. Time in milliseconds since 1970.
 */
export async function pruneOld(
  store: Store,
  now: number,
  keep: Keep,
  sentUpTo: number,
  mayPrune: MayPrune,
): Promise<void> {
  const historyVersion = await versionBefore(store, now - keep.historyDays * DAY_MS);
  await pruneHistory(store, Math.min(historyVersion, sentUpTo), mayPrune);
  const before = now - keep.resultDays * DAY_MS;
  const resultVersion = await versionBefore(store, before);
  await pruneResults(store, formatTime(before), resultVersion, mayPrune);
  const stillAsked = Math.min(historyVersion, resultVersion);
  await store.write(() => allowed(mayPrune, () => writeStore((tx) => tx.dropHours(stillAsked))));
}

/** Deletes gone entries and notes of grants up to a version, and moves the beginning of their scopes' history (S18). */
export async function pruneHistory(
  store: Store,
  upToVersion: number,
  mayPrune: MayPrune = always,
): Promise<void> {
  if (upToVersion <= 0) return;
  await inSteps(store, mayPrune, () => writeStore((tx) => tx.dropGone(upToVersion, STEP)));
  await store.write(() => allowed(mayPrune, () => writeStore((tx) => tx.dropGrants(upToVersion))));
}

/** Deletes acknowledged answers that were given before a time, accepted ones up to a version (S6). */
async function pruneResults(
  store: Store,
  before: string,
  upToVersion: number,
  mayPrune: MayPrune,
): Promise<void> {
  await inSteps(store, mayPrune, () => writeStore((tx) => tx.dropResults(before, upToVersion, STEP)));
}

function versionBefore(store: Store, time: number): Promise<number> {
  const hour = hourOf(formatTime(time));
  return store.read(() => readStore((tx) => tx.versionBefore(hour)));
}

async function inSteps(store: Store, mayPrune: MayPrune, step: () => WriteWork<number>): Promise<void> {
  for (let dropped: number | undefined = STEP; dropped === STEP; ) {
    dropped = await store.write(() => allowed(mayPrune, step));
  }
}

/** Does nothing where it is not allowed any more. */
function* allowed<T>(mayPrune: MayPrune, work: () => WriteWork<T>): WriteWork<T | undefined> {
  return (yield* mayPrune()) ? yield* work() : undefined;
}

// biome-ignore lint/correctness/useYield: there is nothing to read.
function* always(): ReadWork<boolean> {
  return true;
}
