import type { Store } from '../store/store.ts';
import { readStore, type WriteWork, writeStore } from '../store/work.ts';

/** How exactly it is known when a device was last seen, in milliseconds. */
const SEEN_EVERY_MS = 60_000;

/**
 * Notes that a device was there, to be called after its handshake; at most once a minute something is written.
 * @throws StorageFailure
 */
export async function noteSeen(store: Store, sessionId: string, now: number): Promise<void> {
  const session = await store.read(() => readStore((tx) => tx.deviceSession(sessionId)));
  if (session === undefined || now - session.usedAt < SEEN_EVERY_MS) return;
  await store.write(() => putSeen(sessionId, now));
}

function* putSeen(sessionId: string, now: number): WriteWork<void> {
  const session = yield* readStore((tx) => tx.deviceSession(sessionId));
  if (session === undefined || now <= session.usedAt) return;
  yield* writeStore((tx) => tx.putDeviceSession({ ...session, usedAt: now }));
}
