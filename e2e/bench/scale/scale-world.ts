import type { Role } from '@holdfast/shared/model/user.ts';
import { ServerProcess } from '../../support/server-process.ts';
import { Worker } from '../sync/worker.ts';
import type { BareCalls } from './bare-server-worker.ts';
import { addCrowd, type Crowd } from './crowd.ts';
import type { LoadCalls } from './load-worker.ts';
import type { WriterCalls } from './writer-worker.ts';

/** All clients come from this machine's one address, and what holds single clients back is not what is measured. */
export const scaleSettings = {
  HOLDFAST_MAX_CONNECTIONS: '10100',
  HOLDFAST_MAX_CONNECTIONS_PER_ADDRESS: '20000',
  HOLDFAST_REFUSED_HANDSHAKES_PER_MINUTE_PER_ADDRESS: '1000000',
  HOLDFAST_MUTATION_BURST: '10000000',
  HOLDFAST_MUTATIONS_PER_SECOND: '1000000',
  HOLDFAST_ACCESS_TOKEN_SECONDS: '86400',
};

/** A real server process with many people in its data. */
export interface FullServer {
  readonly server: ServerProcess;
  readonly crowd: Crowd;
}

/** A server that is not started yet, with so many people in its data, all signed in. */
export async function prepareServer(
  people: number,
  role: Role,
  more: Readonly<Record<string, string>> = {},
): Promise<FullServer> {
  const server = new ServerProcess({ ...scaleSettings, ...more });
  const crowd = await addCrowd({ ...scaleSettings, ...more, ...server.environment() }, people, role);
  return { server, crowd };
}

/** Starts a server with so many people, all signed in. */
export async function startFullServer(people: number, role: Role): Promise<FullServer> {
  const full = await prepareServer(people, role);
  await full.server.start();
  return full;
}

export function portOf({ url }: ServerProcess): number {
  return Number(new URL(url).port);
}

export function pidOf({ pid }: ServerProcess): number {
  if (pid === undefined) throw new Error('The server does not run.');
  return pid;
}

export function newLoad(): Worker<LoadCalls> {
  return new Worker<LoadCalls>('../scale/load-worker.ts');
}

export function newWriter(): Worker<WriterCalls> {
  return new Worker<WriterCalls>('../scale/writer-worker.ts');
}

export function newBareServer(): Worker<BareCalls> {
  return new Worker<BareCalls>('../scale/bare-server-worker.ts');
}
