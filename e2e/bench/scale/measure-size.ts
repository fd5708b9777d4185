import { type CameBack, endAndComeBack } from './come-back.ts';
import { type ConnectionCosts, connectToBare, connectToServer } from './connections.ts';
import { type Durable, measureDurable, sqliteWorld } from './durable.ts';
import { type FanOut, measureFanOut } from './fan-out.ts';
import { postgresWorld } from './postgres-world.ts';
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
  /** With one process on SQLite; with one and with two on PostgreSQL. */
  readonly sqlite: Durable;
  readonly postgres: Durable;
  readonly twoOnPostgres: Durable;
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
  return { bare, ...connected, fanOuts, ...(await measureWrites(size)) };
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

async function measureWrites({ writers, writeMs }: Size) {
  return {
    sqlite: await measureDurable(() => sqliteWorld(writers), writers, writeMs),
    postgres: await measureDurable(() => postgresWorld(writers, 1), writers, writeMs),
    twoOnPostgres: await measureDurable(() => postgresWorld(writers, 2), writers, writeMs),
  };
}
