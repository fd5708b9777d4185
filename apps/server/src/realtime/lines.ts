import { type IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import type { Server } from 'socket.io';
import type { ClientAddressOf } from '../http/client-address.ts';
import type { Outside } from '../sync/outside.ts';
import { boundKnocks } from './bound-knocks.ts';
import { type EngineSocket, LineMeter, type Traffic } from './line-meter.ts';
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
  readonly #byLine = new WeakMap<EngineSocket, LineMeter>();

  constructor(options: LinesOptions) {
    this.#options = options;
  }

  get size(): number {
    return this.#byId.size;
  }

  of(line: EngineSocket): LineMeter | undefined {
    return this.#byLine.get(line);
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
    const { clientAddressOf, outside } = this.#options;
    const id = line.transport.sid;
    const address = clientAddressOf(line.request);
    const { traffic } = this;
    const tooSlow = (meter: LineMeter): void => this.#cut(id, meter);
    const meter = new LineMeter(line, address, { outside, traffic, tooSlow, mayWait: this.#mayWait });
    this.#byId.set(id, meter);
    this.#byLine.set(line, meter);
    const letIn = this.strangers.add(address);
    boundKnocks(line, { letIn, cut: () => meter.cut() });
    line.once('close', () => {
      this.#byId.delete(id);
      letIn();
    });
  }

  /** Where much waits on all lines together, little may wait on each. */
  readonly #mayWait = (): number => {
    const { maxWaitingBytes } = this.#options;
    const isMuch = this.traffic.waiting > maxWaitingBytes * MUCH_IN_LINES;
    return isMuch ? maxWaitingBytes * LITTLE_SHARE : maxWaitingBytes;
  };

  #cut(line: string, meter: LineMeter): void {
    const { address, transport, waitingBytes } = meter;
    this.#options.log.warn({ line, address, transport, waitingBytes }, 'a slow reader was cut');
    meter.cut();
  }
}
