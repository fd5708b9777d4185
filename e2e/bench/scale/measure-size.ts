import { type CameBack, endAndComeBack } from './come-back.ts';
import { type ConnectionCosts, connectToBare, connectToServer } from './connections.ts';
import { type Durable, durableOnSqlite } from './durable.ts';
import { type FanOut, measureFanOut } from './fan-out.ts';
import { newLoad, startFullServer } from './scale-world.ts';

/** How much of everything. Times in milliseconds. */
export interface Size {
  readonly connections: number;
  readonly subscribers: readonly number[];
  readonly writers: number;
  /** How long connections are left alone: longer than their pings are apart. */
  readonly idleMs: number;
  readonly fanOutMs: number;
  readonly writeMs: number;
}

/** All that was measured with one size. */
export interface Sized {
  readonly bare: ConnectionCosts;
  readonly real: ConnectionCosts;
  readonly stopped: CameBack;
  readonly killed: CameBack;
  readonly fanOuts: readonly FanOuts[];
  readonly sqlite: Durable;
}

export interface FanOuts {
  readonly subscribers: number;
  readonly real: FanOut;
  readonly bare: FanOut;
}

/** Measures everything, one after the other. */
export async function measureSize(size: Size): Promise<Sized> {
  const bare = await connectToBare(size.connections, size.idleMs);
  const connected = await measureConnected(size);
  const fanOuts: FanOuts[] = [];
  for (const subscribers of size.subscribers) {
    fanOuts.push({ subscribers, ...(await measureFanOut(subscribers, size.fanOutMs)) });
  }
  const sqlite = await durableOnSqlite(size.writers, size.writeMs);
  return { bare, ...connected, fanOuts, sqlite };
}

async function measureConnected({ connections, idleMs }: Size) {
  const full = await startFullServer(connections, 'agent');
  const load = newLoad();
  try {
    const real = await connectToServer(full, load, connections, idleMs);
    const stopped = await endAndComeBack(full, load, 'stop');
    const killed = await endAndComeBack(full, load, 'kill');
    return { real, stopped, killed };
  } finally {
    await load.end();
    await full.server.remove();
  }
}
