import { randomBytes } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { createIdSource } from '@holdfast/shared/ids.ts';
import type { Delta } from '@holdfast/shared/protocol/delta.ts';
import { signedInSchema } from '@holdfast/shared/protocol/sign-in.ts';
import { PROTOCOL_VERSION, SCHEMA_VERSION } from '@holdfast/shared/protocol/versions.ts';
import { io, type Socket } from 'socket.io-client';
import type { Person } from '../../support/server-process.ts';
import { percentile } from '../statistics.ts';
import { serveCalls } from './serve-calls.ts';
import { sharedNow } from './shared-clock.ts';

const newId = createIdSource(() => Date.now(), randomBytes);
/** Connections that are being opened at once. */
const AT_ONCE = 20;

let sockets: Socket[] = [];
let latencies: number[] = [];
let lastDelta: Delta | undefined;

/** Titles say when their edit began: `label place moment`. */
function noteArrival(delta: Delta): void {
  const at = sharedNow();
  for (const { table, data } of delta.rows) {
    if (table !== 'ticket') continue;
    latencies.push(at - Number(String(data.title).split(' ').at(-1)));
    lastDelta = delta;
  }
}

async function signIn(server: string, person: Person): Promise<string> {
  const response = await fetch(`${server}/auth/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: person.email, password: person.password, device: 'bench' }),
  });
  return signedInSchema.parse(await response.json()).accessToken;
}

function connect(url: string, auth: Readonly<Record<string, unknown>>): Promise<Socket> {
  const socket = io(url, { auth, transports: ['websocket'], reconnection: false, forceNew: true });
  socket.on('sync:delta', noteArrival);
  return new Promise((resolve, reject) => {
    socket.once('connect', () => resolve(socket));
    socket.once('connect_error', reject);
  });
}

async function connectAll(count: number, url: string, auth: () => Record<string, unknown>): Promise<void> {
  for (const socket of sockets) socket.disconnect();
  sockets = [];
  while (sockets.length < count) {
    const group = Math.min(AT_ONCE, count - sockets.length);
    sockets.push(...(await Promise.all(Array.from({ length: group }, () => connect(url, auth())))));
  }
}

/** A delta as the server sent it, with its edit's moment put in anew. */
function restamped(delta: Delta): Delta {
  const rows = delta.rows.map((row) => {
    if (row.table !== 'ticket') return row;
    const words = String(row.data.title).split(' ').slice(0, -1);
    return { ...row, data: { ...row.data, title: [...words, sharedNow()].join(' ') } };
  });
  return { ...delta, rows };
}

/** A process with many plain Socket.IO connections, which note how long edits took to arrive. */
const calls = {
  /** Connects as one person's many devices. */
  async subscribe(server: string, person: Person, count: number): Promise<void> {
    const token = await signIn(server, person);
    const says = { token, protocol: PROTOCOL_VERSION, schema: SCHEMA_VERSION };
    await connectAll(count, server, () => ({ ...says, clientId: newId() }));
  },

  /** Connects to a bare Socket.IO server. */
  async connectBare(url: string, count: number): Promise<void> {
    await connectAll(count, url, () => ({}));
  },

  forget(): void {
    latencies = [];
  },

  /** Waits until so many have arrived, or no longer. Gives how many did, and how long they took. */
  async arrivals(expected: number, withinMs: number) {
    const end = sharedNow() + withinMs;
    while (latencies.length < expected && sharedNow() < end) await setTimeout(20);
    if (latencies.length === 0) throw new Error('Nothing has arrived.');
    return { count: latencies.length, p50: percentile(latencies, 0.5), p99: percentile(latencies, 0.99) };
  },

  /** How long those took that have arrived since this was asked last. */
  taken(): number[] {
    return latencies.splice(0);
  },

  /** A delta that came last. */
  lastDelta(): Delta {
    if (lastDelta === undefined) throw new Error('There was no delta.');
    return lastDelta;
  },

  /** Sends a delta over the first connection, again and again at a steady rate. */
  async sendAtRate(delta: Delta, count: number, perSecond: number): Promise<void> {
    const start = sharedNow();
    for (let place = 0; place < count; place += 1) {
      const wait = start + (place * 1_000) / perSecond - sharedNow();
      if (wait > 0) await setTimeout(wait);
      sockets[0]?.emit('sync:delta', restamped(delta));
    }
  },
};

export type SocketCalls = typeof calls;

serveCalls(calls);
