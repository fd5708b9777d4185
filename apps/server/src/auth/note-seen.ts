import type { DeviceSession } from '../store/records.ts';
import type { Store } from '../store/store.ts';
import { type ReadWork, readStore, type WriteWork, writeStore } from '../store/work.ts';

/** How exactly it is known when a device was last seen, in milliseconds. */
const SEEN_EVERY_MS = 60_000;
/** So many share a transaction, so that changes never wait long for it. */
const TOGETHER = 500;

/** When devices were there, by their sessions, in milliseconds since 1970. */
export type Seen = ReadonlyMap<string, number>;

/**
 * Notes that devices were there; of each at most once a minute something is written.
 * @throws StorageFailure
 */
export async function noteSeen(store: Store, seen: Seen): Promise<void> {
  const all = [...seen];
  for (let start = 0; start < all.length; start += TOGETHER) {
    const some = all.slice(start, start + TOGETHER);
    const due = await store.read(() => findDue(some));
    if (due.length > 0) await store.write(() => putSeen(some));
  }
}

function* putSeen(some: readonly (readonly [string, number])[]): WriteWork<void> {
  for (const session of yield* findDue(some)) {
    yield* writeStore((tx) => tx.putDeviceSession(session));
  }
}

/** The sessions of which something is to be written, as they shall be. */
function* findDue(some: readonly (readonly [string, number])[]): ReadWork<readonly DeviceSession[]> {
  const due: DeviceSession[] = [];
  for (const [sessionId, at] of some) {
    const session = yield* readStore((tx) => tx.deviceSession(sessionId));
    if (session !== undefined && at - session.usedAt >= SEEN_EVERY_MS) due.push({ ...session, usedAt: at });
  }
  return due;
}
