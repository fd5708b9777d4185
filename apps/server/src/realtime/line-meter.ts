import type { ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { ConnectionStats } from '@holdfast/shared/protocol/stats.ts';
import type { Socket } from 'socket.io';
import type { Outside } from '../sync/outside.ts';
import { BoundKnocks } from './bound-knocks.ts';
import { Carriers } from './carriers.ts';
import type { Packet } from './packet.ts';

/** What a client may take to hang up after its line was closed, in milliseconds; after it the carrier is destroyed. */
const HANG_UP_MS = 2_000;

/** A line as engine.io carries it: one WebSocket, or a row of polls. */
export type EngineSocket = Socket['conn'];

/** How a line does. `lagMs` is its newest round trip; nothing before the first. */
export type LineStats = Pick<ConnectionStats, 'transport' | 'lagMs' | 'waitingBytes'>;

/** Bytes over all lines, rounded to characters of text. */
export interface Traffic {
  received: number;
  sent: number;
  /** What waits to be sent. */
  waiting: number;
}

/** What all lines are measured with: one for ten thousand of them. */
export interface LineMetering {
  readonly outside: Pick<Outside, 'elapsed'>;
  readonly traffic: Traffic;
  /** What may wait now. */
  readonly mayWait: () => number;
  /** Is called once, when more waits than may. */
  readonly tooSlow: (meter: LineMeter) => void;
  readonly closed: (meter: LineMeter) => void;
}

const meters = new WeakMap<EngineSocket, LineMeter>();

/**
 * Measures one line: what waits to be sent, and how long its pings take. What was handed to the system
 * still waits until the system took it, so a client that does not read shows here.
 */
export class LineMeter {
  readonly id: string;
  readonly address: string;
  readonly #line: EngineSocket;
  readonly #metering: LineMetering;
  readonly #carriers = new Carriers();
  readonly #knocks = new BoundKnocks();
  #letIn: (() => void) | undefined;
  /** Not yet handed to the transport; handed to a WebSocket, and to polls, but not yet gone. */
  #queued = 0;
  #handed = 0;
  #polled = 0;
  #lagMs: number | null = null;
  #pingedAt = 0;
  #isTooSlow = false;
  #isClosed = false;
  #poll: ServerResponse | undefined;
  /** The WebSocket that says when what it was handed has gone. */
  #heard: EngineSocket['transport'] | undefined;

  /** @param letIn is called when its client has been let in, or is gone */
  constructor(line: EngineSocket, address: string, letIn: () => void, metering: LineMetering) {
    this.id = line.transport.sid;
    this.#line = line;
    this.address = address;
    this.#letIn = letIn;
    this.#metering = metering;
    if (line.transport.name === 'websocket') this.carriedBy(line.request.socket);
    meters.set(line, this);
    // The same functions for all lines, since each has many.
    line.on('packetCreate', onCreate);
    line.on('flush', onFlush);
    line.on('packet', onPacket);
    line.on('heartbeat', onHeartbeat);
    line.on('close', onClose);
  }

  /** Of a line that is measured. */
  static of(line: EngineSocket): LineMeter | undefined {
    return meters.get(line);
  }

  get transport(): string {
    return this.#line.transport.name;
  }

  /** What waits to be sent. */
  get waitingBytes(): number {
    return this.#queued + this.#handed + this.#polled;
  }

  stats(): LineStats {
    return { transport: this.transport, lagMs: this.#lagMs, waitingBytes: this.waitingBytes };
  }

  /** A poll arrived, which carries what is sent next. */
  polled(response: ServerResponse): void {
    this.#poll = response;
  }

  /** The line goes on as a WebSocket over this, perhaps. */
  carriedBy(carrier: Duplex): void {
    this.#carriers.keep(carrier);
  }

  /** Its client was let in: it is no stranger any more. */
  letIn(): void {
    this.#letIn?.();
    this.#letIn = undefined;
  }

  /** Ends the line at once, with all that waits on it. */
  cut(): void {
    this.#line.close(true);
    this.#carriers.destroy();
  }

  /** Ends the line once what waits on it has gone. */
  close(): void {
    this.#line.close();
  }

  /** A WebSocket waits long for its client to close too; what was sent last shall still leave. */
  closed(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.letIn();
    this.#metering.traffic.waiting -= this.waitingBytes;
    this.#metering.closed(this);
    if (this.#carriers.areOpen) setTimeout(() => this.#carriers.destroy(), HANG_UP_MS).unref();
  }

  beat(): void {
    this.#lagMs = this.#metering.outside.elapsed() - this.#pingedAt;
  }

  arrived(packet: Packet): void {
    this.#metering.traffic.received += sizeOf(packet.data);
    this.#knocks.arrived(packet, this);
  }

  queue(packet: Packet): void {
    const size = sizeOf(packet.data);
    const { traffic, outside, mayWait } = this.#metering;
    this.#queued += size;
    traffic.sent += size;
    traffic.waiting += size;
    if (packet.type === 'ping') this.#pingedAt = outside.elapsed();
    this.#knocks.sent(packet, this);
    if (this.#isTooSlow || this.waitingBytes <= mayWait()) return;
    this.#isTooSlow = true;
    // Not from within the sending of the packet.
    queueMicrotask(() => this.#metering.tooSlow(this));
  }

  flush(packets: readonly Packet[]): void {
    let size = 0;
    for (const { data } of packets) size += sizeOf(data);
    this.#queued -= size;
    const poll = this.#poll;
    if (this.transport === 'websocket' || poll === undefined) this.#hand(size);
    else this.#handToPoll(poll, size);
  }

  /** A WebSocket is handed nothing more before all of it has gone. */
  #hand(size: number): void {
    this.#handed += size;
    this.#poll = undefined;
    const { transport } = this.#line;
    if (this.#heard === transport) return;
    this.#heard = transport;
    transport.on('drain', () => this.#gone());
  }

  #gone(): void {
    if (!this.#isClosed) this.#metering.traffic.waiting -= this.#handed;
    this.#handed = 0;
  }

  #handToPoll(poll: ServerResponse, size: number): void {
    this.#polled += size;
    this.#carriers.keep(poll);
    poll.once('close', () => {
      if (this.#isClosed) return;
      this.#polled -= size;
      this.#metering.traffic.waiting -= size;
    });
  }
}

function onCreate(this: EngineSocket, packet: Packet): void {
  meters.get(this)?.queue(packet);
}

function onFlush(this: EngineSocket, packets: readonly Packet[]): void {
  meters.get(this)?.flush(packets);
}

function onPacket(this: EngineSocket, packet: Packet): void {
  meters.get(this)?.arrived(packet);
}

function onHeartbeat(this: EngineSocket): void {
  meters.get(this)?.beat();
}

function onClose(this: EngineSocket): void {
  meters.get(this)?.closed();
}

function sizeOf(data: unknown): number {
  if (typeof data === 'string') return data.length;
  return ArrayBuffer.isView(data) ? data.byteLength : 0;
}
