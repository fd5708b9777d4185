import { type ErrorCode, errorCodes } from '@holdfast/shared/protocol/errors.ts';
import { allMutations } from '@holdfast/shared/registry.ts';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Observer } from '../sync/observer.ts';

/** In seconds: from what memory answers to what somebody waits for. */
const latencyBuckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];
/** In seconds: from a live connection to a laptop that was away for a month. */
const ageBuckets = [0.1, 0.5, 1, 5, 30, 60, 600, 3_600, 86_400, 604_800, 2_592_000];

const knownMutations: ReadonlySet<string> = new Set(allMutations.map(({ name }) => name));

/** Which part of the server refused. */
export type RefusedBy = 'handshake' | 'event' | 'change' | 'http';

/** A HTTP request that was answered. `route` is the pattern of its path, never the path itself. */
export interface AnsweredRequest {
  readonly method: string;
  readonly route: string;
  readonly status: number;
  readonly milliseconds: number;
}

/**
 * What happened in this process, counted for Prometheus. No label comes from outside: what is named
 * by a client counts under its name only if the server knows it, as `other` if not.
 */
export class Metrics implements Observer {
  readonly #registry = new Registry();
  readonly #opened = this.#counter('connections_opened_total', 'Connections that were let in.');
  readonly #events = this.#latency('event_seconds', 'From the arrival of a client event to its answer.', [
    'event',
  ]);
  readonly #mutations = this.#counter('mutations_total', 'Mutations by their final answer.', [
    'name',
    'result',
  ]);
  readonly #age = new Histogram({
    name: 'holdfast_outbox_age_seconds',
    help: 'How long a mutation lay in its author’s outbox.',
    buckets: ageBuckets,
    registers: [this.#registry],
  });
  readonly #commits = this.#latency('commit_seconds', 'How long a transaction of mutations took.');
  readonly #pushes = this.#counter('pushes_total', 'Pushes that were answered, by their result.', ['result']);
  readonly #fanOut = this.#latency('fan_out_seconds', 'From looking for commits until they were sent.');
  readonly #told = this.#counter('deltas_sent_total', 'Deltas handed to connections.');
  readonly #errors = this.#counter('errors_total', 'Errors that were answered, by code.', ['by', 'code']);
  readonly #requests = this.#latency('http_request_seconds', 'HTTP requests until their answer was sent.', [
    'method',
    'route',
    'status',
  ]);

  constructor() {
    for (const code of errorCodes) this.#errors.inc({ by: 'event', code }, 0);
  }

  connected(): void {
    this.#opened.inc();
  }

  left(): void {
    // How many there are is read when it is asked for.
  }

  refused(code: ErrorCode): void {
    this.#errors.inc({ by: 'handshake', code });
  }

  answered(event: string, milliseconds: number, code: ErrorCode | undefined): void {
    this.#events.observe({ event }, milliseconds / 1000);
    if (event === 'sync:push') this.#pushes.inc({ result: code ?? 'ok' });
    if (code !== undefined) this.#errors.inc({ by: 'event', code });
  }

  decided(name: string, result: 'accepted' | ErrorCode, age: number): void {
    this.#mutations.inc({ name: knownMutations.has(name) ? name : 'other', result });
    this.#age.observe(age / 1000);
    if (result !== 'accepted') this.#errors.inc({ by: 'change', code: result });
  }

  committed(_mutations: number, milliseconds: number): void {
    this.#commits.observe(milliseconds / 1000);
  }

  toldOf(receivers: number, milliseconds: number): void {
    if (receivers === 0) return;
    this.#told.inc(receivers);
    this.#fanOut.observe(milliseconds / 1000);
  }

  request({ method, route, status, milliseconds }: AnsweredRequest): void {
    this.#requests.observe({ method, route, status }, milliseconds / 1000);
  }

  requestRefused(code: ErrorCode): void {
    this.#errors.inc({ by: 'http', code });
  }

  /** Adds a figure that is read whenever somebody asks. */
  live = (name: string, help: string, read: () => number): void => {
    new Gauge({
      name: `holdfast_${name}`,
      help,
      registers: [this.#registry],
      collect() {
        this.set(read());
      },
    });
  };

  /** Adds a sum that is kept elsewhere and only ever rises. */
  sum = (name: string, help: string, read: () => number): void => {
    new Counter({
      name: `holdfast_${name}`,
      help,
      registers: [this.#registry],
      collect() {
        this.reset();
        this.inc(read());
      },
    });
  };

  /** The registry, to be printed together with what belongs to the whole process. */
  get registry(): Registry {
    return this.#registry;
  }

  #counter(name: string, help: string, labelNames: readonly string[] = []): Counter {
    return new Counter({ name: `holdfast_${name}`, help, labelNames, registers: [this.#registry] });
  }

  #latency(name: string, help: string, labelNames: readonly string[] = []): Histogram {
    return new Histogram({
      name: `holdfast_${name}`,
      help,
      labelNames,
      buckets: latencyBuckets,
      registers: [this.#registry],
    });
  }
}
