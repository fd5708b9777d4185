import { inflateSync } from 'node:zlib';
import { hashCursors } from '@holdfast/shared/hash.ts';
import { type Delta, deltaSchema } from '@holdfast/shared/protocol/delta.ts';
import type { DigestResponse } from '@holdfast/shared/protocol/digest.ts';
import type { WireError } from '@holdfast/shared/protocol/errors.ts';
import type { Acknowledgement } from '@holdfast/shared/protocol/events.ts';
import type { KnownResponse } from '@holdfast/shared/protocol/known.ts';
import type { WireMutation } from '@holdfast/shared/protocol/mutation.ts';
import type { PingResponse, PingResponse1 } from '@holdfast/shared/protocol/ping.ts';
import { type PullEnvelope, type PullResponse, pullResponseSchema } from '@holdfast/shared/protocol/pull.ts';
import type { PushResponse } from '@holdfast/shared/protocol/push.ts';
import type { Cursor, Entry, WireRow } from '@holdfast/shared/protocol/stream.ts';
import { PROTOCOL_VERSION, SCHEMA_VERSION } from '@holdfast/shared/protocol/versions.ts';
import { io, type ManagerOptions, type Socket, type SocketOptions } from 'socket.io-client';
import { onTestFinished, vi } from 'vitest';
import { newId } from './test-server.ts';

export interface RawClientOptions {
  readonly url: string;
  readonly token: string;
  readonly clientId?: string;
  /** Replaces parts of what the client says of itself. */
  readonly auth?: Readonly<Record<string, unknown>>;
  readonly socket?: Partial<ManagerOptions & SocketOptions>;
}

export type Ack<T> = Acknowledgement<T>;

/** Everything that a person may see, as several pages brought it. */
export interface Pulled {
  readonly pages: readonly PullResponse[];
  readonly last: PullResponse;
  readonly entries: readonly Entry[];
  readonly rows: readonly WireRow[];
}

/** A client that speaks the protocol with bare hands: a socket, and no engine behind it. */
export class RawClient {
  readonly clientId: string;
  readonly socket: Socket;
  readonly deltas: Delta[] = [];
  /** Events by name, in the order of their arrival. */
  readonly events: { name: string; args: unknown[] }[] = [];
  epoch = '';
  #seq = 0;

  constructor({ url, token, clientId = newId(), auth = {}, socket = {} }: RawClientOptions) {
    this.clientId = clientId;
    this.socket = io(url, {
      auth: { token, clientId, protocol: PROTOCOL_VERSION, schema: SCHEMA_VERSION, ...auth },
      transports: ['websocket'],
      reconnection: false,
      forceNew: true,
      ...socket,
    });
    this.socket.on('sync:delta', (delta: unknown) => this.deltas.push(deltaSchema.parse(delta)));
    this.socket.onAny((name: string, ...args: unknown[]) => this.events.push({ name, args }));
    onTestFinished(() => {
      this.socket.disconnect();
    });
  }

  /** Resolves when connected; rejects with the error of the contract. */
  connected(): Promise<this> {
    return new Promise((resolve, reject) => {
      this.socket.once('connect', () => resolve(this));
      this.socket.once('connect_error', (error) => reject(wireErrorOf(error)));
    });
  }

  async send<T>(event: string, ...args: unknown[]): Promise<Ack<T>> {
    return this.socket.timeout(10_000).emitWithAck(event, ...args);
  }

  /** A mutation with the client's next number. */
  mutation(name: string, args: unknown, more: Partial<WireMutation> = {}): WireMutation {
    this.#seq += 1;
    const at = new Date().toISOString();
    return { id: newId(), seq: this.#seq, name, args: args as WireMutation['args'], at, ...more };
  }

  push(mutations: readonly WireMutation[], more: object = {}): Promise<Ack<PushResponse>> {
    return this.send('sync:push', { epoch: this.epoch, acked: 0, mutations, ...more });
  }

  /** Pushes one mutation and gives its result. */
  async change(name: string, args: unknown) {
    const mutation = this.mutation(name, args);
    const answer = await this.push([mutation]);
    if (!answer.ok) throw new Error(`${answer.error.code}: ${answer.error.message}`);
    const [result] = answer.results;
    if (result === undefined) throw new Error('The push had no result.');
    return { mutation, result };
  }

  async page(cursors: Record<string, Cursor> = {}, more: object = {}): Promise<PullResponse> {
    const request = { epoch: this.epoch, acked: 0, cursors, limit: 1_000, ...more };
    const answer = await this.send<PullEnvelope>('sync:pull', request);
    if (!answer.ok) throw new Error(`${answer.error.code}: ${answer.error.message}`);
    const page = pullResponseSchema.parse('page' in answer ? answer.page : unpack(answer.packed));
    this.epoch = page.epoch;
    return page;
  }

  /** Pulls until there is no more. */
  async pull(cursors: Record<string, Cursor> = {}, more: object = {}): Promise<Pulled> {
    const pages = [await this.page(cursors, more)];
    for (let page = pages[0]; page?.more; page = pages.at(-1))
      pages.push(await this.page(page.cursors, more));
    const last = pages.at(-1);
    if (last === undefined) throw new Error('There was no page.');
    return {
      pages,
      last,
      entries: pages.flatMap((page) => page.entries),
      rows: pages.flatMap((page) => page.rows),
    };
  }

  /** What is stale of these finished cursors, by the protocol that the client speaks (S17). */
  ping(cursors: Record<string, number>): Promise<Ack<PingResponse>> {
    return this.send('ping', { hash: hashCursors(cursors) });
  }

  ping1(heads: Record<string, number>): Promise<Ack<PingResponse1>> {
    return this.send('ping', { heads });
  }

  digest(scope: string, cursor: number, hash: number): Promise<Ack<DigestResponse>> {
    return this.send('sync:digest', { scope, cursor, hash });
  }

  known(ids: readonly string[]): Promise<Ack<KnownResponse>> {
    return this.send('sync:known', { ids });
  }

  /** The first delta, arrived or to come, that fits. */
  delta(fits: (delta: Delta) => boolean): Promise<Delta> {
    return vi.waitFor(
      () => {
        const found = this.deltas.find(fits);
        if (found === undefined) throw new Error('No such delta has arrived.');
        return found;
      },
      { timeout: 5_000, interval: 5 },
    );
  }

  /** The first event of a name, arrived or to come. */
  event(name: string): Promise<unknown[]> {
    return vi.waitFor(
      () => {
        const found = this.events.find((event) => event.name === name);
        if (found === undefined) throw new Error(`No ${name} has arrived.`);
        return found.args;
      },
      { timeout: 5_000, interval: 5 },
    );
  }
}

function unpack(packed: Uint8Array): unknown {
  return JSON.parse(inflateSync(packed).toString('utf8'));
}

function wireErrorOf(error: Error): WireError | Error {
  return 'data' in error ? (error.data as WireError) : error;
}

/** Connects, pulls once, and gives the client, ready to push. */
export async function readyClient(options: RawClientOptions): Promise<RawClient> {
  const client = await new RawClient(options).connected();
  await client.pull();
  return client;
}
