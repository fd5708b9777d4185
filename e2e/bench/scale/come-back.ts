import { sharedNow } from '../sync/shared-clock.ts';
import type { Arrivals } from './load-worker.ts';
import type { FullServer, newLoad } from './scale-world.ts';

/** Whoever is not back after so long is counted as missing. */
const PATIENCE_MS = 90_000;
const SECOND = 1_000;

/** How clients came back after their server ended and was started again. */
export interface CameBack {
  /** From its end, or the order to end, in milliseconds: until it served again, until half were live, until all were. */
  readonly servesMs: number;
  readonly halfMs: number;
  readonly lastMs: number;
  readonly back: number;
  /** Tries to connect, of each client on the average and in the busiest second. */
  readonly triesEach: number;
  readonly triesPerSecond: number;
  readonly lost: Arrivals['lost'];
}

/** Ends the server, lets it start again at once, and waits until its clients are live. */
export async function endAndComeBack(
  { server }: FullServer,
  load: ReturnType<typeof newLoad>,
  end: 'stop' | 'kill',
): Promise<CameBack> {
  await load.call('forget');
  const began = sharedNow();
  await server[end]();
  await server.start();
  const servesMs = sharedNow() - began;
  const { liveAt, triedAt, lost } = await load.call('arrivals', PATIENCE_MS);
  const after = liveAt.map((at) => at - began).toSorted((left, right) => left - right);
  return {
    servesMs,
    halfMs: after[Math.floor(after.length / 2)] ?? Number.NaN,
    lastMs: after.at(-1) ?? Number.NaN,
    back: after.length,
    triesEach: triedAt.length / after.length,
    triesPerSecond: mostInOneSecond(triedAt),
    lost,
  };
}

function mostInOneSecond(moments: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const moment of moments) {
    const second = Math.floor(moment / SECOND);
    counts.set(second, (counts.get(second) ?? 0) + 1);
  }
  return Math.max(0, ...counts.values());
}
