import { setTimeout } from 'node:timers/promises';
import type { Acknowledgement } from '@holdfast/shared/protocol/events.ts';
import type { PresenceChange } from '@holdfast/shared/protocol/presence.ts';
import { PROTOCOL_VERSION, SCHEMA_VERSION } from '@holdfast/shared/protocol/versions.ts';
import { io, type Socket } from 'socket.io-client';
import { serveCalls } from '../sync/serve-calls.ts';
import type { Member } from './add-crowd.ts';

/** What a WebSocket frame of some length has besides its payload. */
const FRAME_BYTES = 4;
const LOOK_MS = 50;

/** What one client received. */
export interface Received {
  readonly bytes: number;
  readonly messages: number;
}

class Client {
  readonly known = new Set<string>();
  bytes = 0;
  messages = 0;
  readonly #socket: Socket;

  constructor(server: string, { token, clientId }: Member) {
    const auth = { token, clientId, protocol: PROTOCOL_VERSION, schema: SCHEMA_VERSION };
    this.#socket = io(server, { auth, transports: ['websocket'], reconnection: false, forceNew: true });
    this.#socket.on('presence:change', (change: PresenceChange) => this.#told(change));
  }

  connected(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#socket.once('connect', () => {
        this.#socket.io.engine.on('packet', ({ data }: { data?: unknown }) => this.#received(data));
        resolve();
      });
      this.#socket.once('connect_error', reject);
    });
  }

  async say(): Promise<void> {
    const answer: Acknowledgement<object> = await this.#socket.emitWithAck('presence:update', {
      status: 'online',
    });
    if (answer.ok) return;
    const { code, message, retryAfterMs } = answer.error;
    if (code !== 'SERVER_BUSY') throw new Error(`It was refused: ${code} ${message}`);
    // The connection was still being set up: the app comes back as well.
    await setTimeout(retryAfterMs);
    await this.say();
  }

  leave(): void {
    this.#socket.disconnect();
  }

  #received(data: unknown): void {
    this.bytes += Buffer.byteLength(String(data ?? '')) + 1 + FRAME_BYTES;
    this.messages += 1;
  }

  #told(change: PresenceChange): void {
    if (change.whole) this.known.clear();
    for (const userId of change.online) this.known.add(userId);
    for (const [userId] of change.offline) this.known.delete(userId);
  }
}

let clients: Client[] = [];

/** Does something for each, at moments spread over so long. Rejects with what went wrong first. */
async function spread<T>(all: readonly T[], withinMs: number, run: (one: T) => Promise<void>): Promise<void> {
  const start = performance.now();
  const running: Promise<void>[] = [];
  const problems: unknown[] = [];
  for (const [place, one] of all.entries()) {
    const wait = start + (place * withinMs) / all.length - performance.now();
    if (wait > 0) await setTimeout(wait);
    running.push(run(one).catch((problem: unknown) => void problems.push(problem)));
  }
  await Promise.all(running);
  if (problems.length > 0) throw problems[0];
}

/** Many clients in one process. */
const calls = {
  /** Connects all; they say that they are there at once, or nothing yet. */
  async connect(server: string, members: readonly Member[], withinMs: number, says: boolean): Promise<void> {
    clients = [];
    await spread(members, withinMs, async (member) => {
      const client = new Client(server, member);
      clients.push(client);
      await client.connected();
      if (says) await client.say();
    });
  },

  say(withinMs: number): Promise<void> {
    return spread(clients, withinMs, (client) => client.say());
  },

  /** Waits until each knows that all are there. */
  async untilAllKnown(): Promise<void> {
    while (clients.some(({ known }) => known.size < clients.length)) await setTimeout(LOOK_MS);
  },

  /** What each received since it connected. */
  received(): Received[] {
    return clients.map(({ bytes, messages }) => ({ bytes, messages }));
  },

  leave(): void {
    for (const client of clients) client.leave();
  },
};

export type CrowdCalls = typeof calls;

serveCalls(calls);
