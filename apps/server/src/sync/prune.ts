import { formatTime } from '@holdfast/shared/times.ts';
import type { Store } from '../store/store.ts';
import { readStore, writeStore } from '../store/work.ts';
import { hourOf } from './commit.ts';

const DAY_MS = 86_400_000;

/** Deleted in one transaction, so that nobody waits long for it. */
const STEP = 1_000;

/** How long what has been is kept. */
export interface Keep {
  readonly historyDays: number;
  readonly resultDays: number;
}

/**
 * Deletes what has grown old: gone entries and notes of grants (S18), and answers that their
 * clients have (S6). `sentUpTo` is the version that all connections here were told of; nothing
 * newer is touched. Time in milliseconds since 1970.
 */
export async function pruneOld(store: Store, now: number, keep: Keep, sentUpTo: number): Promise<void> {
  const historyVersion = await versionBefore(store, now - keep.historyDays * DAY_MS);
  await pruneHistory(store, Math.min(historyVersion, sentUpTo));
  const before = now - keep.resultDays * DAY_MS;
  const resultVersion = await versionBefore(store, before);
  await pruneResults(store, formatTime(before), resultVersion);
  const stillAsked = Math.min(historyVersion, resultVersion);
  await store.write(() => writeStore((tx) => tx.dropHours(stillAsked)));
}

/** Deletes gone entries and notes of grants up to a version, and moves the beginning of their scopes' history (S18). */
export async function pruneHistory(store: Store, upToVersion: number): Promise<void> {
  if (upToVersion <= 0) return;
  await inSteps(() => store.write(() => writeStore((tx) => tx.dropGone(upToVersion, STEP))));
  await store.write(() => writeStore((tx) => tx.dropGrants(upToVersion)));
}

/** Deletes acknowledged answers that were given before a time, accepted ones up to a version (S6). */
export async function pruneResults(store: Store, before: string, upToVersion: number): Promise<void> {
  await inSteps(() => store.write(() => writeStore((tx) => tx.dropResults(before, upToVersion, STEP))));
}

function versionBefore(store: Store, time: number): Promise<number> {
  const hour = hourOf(formatTime(time));
  return store.read(() => readStore((tx) => tx.versionBefore(hour)));
}

async function inSteps(step: () => Promise<number>): Promise<void> {
  for (let dropped = STEP; dropped === STEP; ) dropped = await step();
}
