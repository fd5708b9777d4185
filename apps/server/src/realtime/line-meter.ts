import type { ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { ConnectionStats } from '@holdfast/shared/protocol/stats.ts';
import type { Socket } from 'socket.io';
import type { Outside } from '../sync/outside.ts';

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

export interface LineMeterOptions {
  readonly outside: Pick<Outside, 'elapsed'>;
  readonly traffic: Traffic;
  /** What may wait now. */
  readonly mayWait: () => number;
  /** Is called once, when more waits than may. */
  readonly tooSlow: (meter: LineMeter) => void;
}

/**
 * Measures one line: what waits to be sent, and how long its pings take. What was handed to the system
 * still waits until the system took it, so a client that does not read shows here.
 */
export class LineMeter {
  readonly address: string;
  readonly #line: EngineSocket;
  readonly #options: LineMeterOptions;
  /** Not yet handed to the transport, and handed to it but not yet gone. */
  #queued = 0;
  #leaving = 0;
  #lagMs: number | null = null;
  #pingedAt = 0;
  #isTooSlow = false;
  #isClosed = false;
  #poll: ServerResponse | undefined;
  /** What stands below the transport: the line of the WebSocket, and answers to polls that are not gone yet. */
  readonly #carriers = new Set<Duplex | ServerResponse>();

  constructor(line: EngineSocket, address: string, options: LineMeterOptions) {
    this.#line = line;
    this.address = address;
    this.#options = options;
    if (line.transport.name === 'websocket') this.carriedBy(line.request.socket);
    line.on('packetCreate', (packet: Packet) => this.#queue(packet));
    line.on('flush', (packets: readonly Packet[]) => this.#flush(packets));
    line.on('packet', ({ data }: Packet) => {
      options.traffic.received += sizeOf(data);
    });
    line.once('close', () => this.#closed());
    line.on('heartbeat', () => {
      this.#lagMs = options.outside.elapsed() - this.#pingedAt;
    });
  }

  get transport(): string {
    return this.#line.transport.name;
  }

  /** What waits to be sent. */
  get waitingBytes(): number {
    return this.#queued + this.#leaving;
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
    this.#keep(carrier);
  }

  /** Ends the line at once, with all that waits on it. */
  cut(): void {
    this.#line.close(true);
    this.#destroyCarriers();
  }

  /** A WebSocket waits long for its client to close too; what was sent last shall still leave. */
  #closed(): void {
    this.#isClosed = true;
    this.#options.traffic.waiting -= this.waitingBytes;
    if (this.#carriers.size > 0) setTimeout(() => this.#destroyCarriers(), HANG_UP_MS).unref();
  }

  #destroyCarriers(): void {
    for (const carrier of this.#carriers) carrier.destroy();
  }

  #queue(packet: Packet): void {
    const size = sizeOf(packet.data);
    const { traffic, outside, mayWait } = this.#options;
    this.#queued += size;
    traffic.sent += size;
    traffic.waiting += size;
    if (packet.type === 'ping') this.#pingedAt = outside.elapsed();
    if (this.#isTooSlow || this.waitingBytes <= mayWait()) return;
    this.#isTooSlow = true;
    // Not from within the sending of the packet.
    queueMicrotask(() => this.#options.tooSlow(this));
  }

  #flush(packets: readonly Packet[]): void {
    const size = packets.reduce((sum, { data }) => sum + sizeOf(data), 0);
    this.#queued -= size;
    this.#leaving += size;
    const gone = (): void => {
      if (this.#isClosed) return;
      this.#leaving -= size;
      this.#options.traffic.waiting -= size;
    };
    const poll = this.#poll;
    if (this.transport === 'websocket' || poll === undefined) {
      this.#line.transport.once('drain', gone);
      return;
    }
    this.#keep(poll);
    poll.once('close', gone);
  }

  #keep(carrier: Duplex | ServerResponse): void {
    this.#carriers.add(carrier);
    carrier.once('close', () => this.#carriers.delete(carrier));
  }
}

/** What a line carries; the data of messages is a packet of Socket.IO. */
export interface Packet {
  readonly type: string;
  readonly data?: unknown;
}

function sizeOf(data: unknown): number {
  if (typeof data === 'string') return data.length;
  return ArrayBuffer.isView(data) ? data.byteLength : 0;
}
