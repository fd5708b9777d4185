import { type IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import type { Server } from 'socket.io';
import type { ClientAddressOf } from '../http/client-address.ts';
import type { Outside } from '../sync/outside.ts';
import { type EngineSocket, LineMeter, type LineMetering, type Traffic } from './line-meter.ts';
import { Strangers } from './strangers.ts';

/** What may wait on so many lines is what may wait in all. */
const MUCH_IN_LINES = 64;
/** The part of its allowance that each line has while more waits. */
const LITTLE_SHARE = 1 / 8;

export interface LinesOptions {
  readonly log: Logger;
  readonly outside: Outside;
  readonly clientAddressOf: ClientAddressOf;
  readonly maxWaitingBytes: number;
}

/**
 * All lines of this process, also those of `/events` and of clients that have not said yet who they are.
 * A line on which too much waits is cut before it costs memory: its client catches up when it comes back.
 */
export class Lines {
  readonly traffic: Traffic = { received: 0, sent: 0, waiting: 0 };
  readonly strangers = new Strangers();
  readonly #options: LinesOptions;
  readonly #byId = new Map<string, LineMeter>();
  readonly #metering: LineMetering;

  constructor(options: LinesOptions) {
    this.#options = options;
    this.#metering = {
      outside: options.outside,
      traffic: this.traffic,
      mayWait: () => this.#mayWait(),
      tooSlow: (meter) => this.#cut(meter),
      closed: ({ id }) => this.#byId.delete(id),
    };
  }

  get size(): number {
    return this.#byId.size;
  }

  of(line: EngineSocket): LineMeter | undefined {
    return LineMeter.of(line);
  }

  /** Measures the lines that are opened from now on. */
  watch(engine: Server['engine']): void {
    engine.on('connection', (line: EngineSocket) => this.#opened(line));
  }

  /** A request arrived on a line that is open already: a poll, or its upgrade to a WebSocket. */
  used(lineId: string, request: IncomingMessage, response: object): void {
    const meter = this.#byId.get(lineId);
    if (response instanceof ServerResponse) {
      if (request.method === 'GET') meter?.polled(response);
    } else {
      meter?.carriedBy(request.socket);
    }
  }

  /** Ends all lines that are left at once, with what waits on them. */
  cutAll(): void {
    for (const meter of [...this.#byId.values()]) meter.cut();
  }

  #opened(line: EngineSocket): void {
    const address = this.#options.clientAddressOf(line.request);
    const meter = new LineMeter(line, address, this.strangers.add(address), this.#metering);
    this.#byId.set(meter.id, meter);
  }

  /** Where much waits on all lines together, little may wait on each. */
  #mayWait(): number {
    const { maxWaitingBytes } = this.#options;
    const isMuch = this.traffic.waiting > maxWaitingBytes * MUCH_IN_LINES;
    return isMuch ? maxWaitingBytes * LITTLE_SHARE : maxWaitingBytes;
  }

  #cut(meter: LineMeter): void {
    const { id, address, transport, waitingBytes } = meter;
    this.#options.log.warn({ line: id, address, transport, waitingBytes }, 'a slow reader was cut');
    meter.cut();
  }
}
