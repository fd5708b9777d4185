import type { Stats } from '@holdfast/shared/protocol/stats.ts';
import { formatTime } from '@holdfast/shared/times.ts';
import type { ClusterHealth } from '../cluster/cluster.ts';
import type { ByteHome } from '../files/home/byte-home.ts';
import type { Presence } from '../presence/presence.ts';
import type { Traffic } from '../realtime/line-meter.ts';
import type { Outside } from '../sync/outside.ts';
import type { Counting } from './counting.ts';
import type { GuardedStore } from './guarded-store.ts';
import type { Lifecycle } from './lifecycle.ts';
import type { Metrics } from './metrics.ts';
import { processMetrics } from './process-metrics.ts';
import { type Readiness, readReadiness } from './readiness.ts';
import { Sampler } from './sampler.ts';
import { readStats, type StatsOptions } from './stats.ts';

export interface FiguresOptions
  extends Counting,
    Pick<StatsOptions, 'connections' | 'rooms' | 'lineOf' | 'dataBytes'> {
  readonly store: GuardedStore;
  readonly outside: Outside;
  readonly lifecycle: Lifecycle;
  readonly files: Pick<ByteHome, 'probe'>;
  readonly cluster: { readonly health: ClusterHealth };
  readonly traffic: Traffic;
  /** All lines, also those of `/events` and of clients that have not said yet who they are. */
  readonly lines: () => number;
  /** How many people others see as online, and as idle. */
  readonly presence: Pick<Presence, 'figures'>;
}

/** What a running server says of itself: whether it is ready, metrics, and figures for administrators. */
export class Figures {
  readonly #options: FiguresOptions;
  readonly #sampler: Sampler;
  readonly #startedAt: number;

  constructor(options: FiguresOptions) {
    this.#options = options;
    const { outside, tally, connections } = options;
    this.#startedAt = outside.now();
    this.#sampler = new Sampler({ outside, sums: () => tally.sums, connections: () => connections.size });
    addLiveFigures(options.metrics, options);
  }

  stats(): Promise<Stats> {
    return readStats({ ...this.#options, sampler: this.#sampler, startedAt: this.#startedAt });
  }

  readiness(): Promise<Readiness> {
    const { lifecycle, store, files, cluster, connections, rooms, outside } = this.#options;
    return readReadiness({
      lifecycle,
      store,
      files,
      cluster,
      connections: () => connections.size,
      rooms: () => rooms.size,
      uptime: () => Math.max(0, Math.floor((outside.now() - this.#startedAt) / 1000)),
      now: () => formatTime(outside.now()),
    });
  }

  /** The text that Prometheus reads. */
  async metricsText(): Promise<string> {
    const { metrics } = this.#options;
    return `${await metrics.registry.metrics()}\n${await processMetrics().metrics()}`;
  }

  stop(): void {
    this.#sampler.stop();
  }
}

function addLiveFigures(metrics: Metrics, options: FiguresOptions): void {
  const { connections, rooms, lines, presence, traffic, store, cluster, dataBytes } = options;
  const { live, sum } = metrics;
  live('connections', 'Connections of signed-in clients.', () => connections.size);
  live('lines', 'All open lines, also of bots and of clients before their handshake.', lines);
  live('users', 'People with at least one connection.', () => connections.users);
  live('people_online', 'People whom others see as online.', () => presence.figures.online);
  live('people_idle', 'People whom others see as idle.', () => presence.figures.idle);
  live('rooms', 'Rooms with somebody in them.', () => rooms.size);
  live('waiting_bytes', 'What waits to be sent to slow readers.', () => waitingBytes(options));
  live('data_bytes', 'The size of the data on disk.', dataBytes);
  live('database_reading', '1 while the database can be read.', () => Number(store.health.reading));
  live('database_writing', '1 while the database can be written to.', () => Number(store.health.writing));
  live('processes', 'Processes that serve the same data, as far as this one knows.', () => {
    return cluster.health.processes;
  });
  live('redis_up', '1 while processes reach each other; also where there is only one.', () => {
    return Number(cluster.health.status !== 'down');
  });
  live('redis_latency_seconds', 'What asking Redis took when it was asked last.', () => {
    return (cluster.health.latencyMs ?? 0) / 1000;
  });
  sum('received_bytes_total', 'What clients sent over sockets.', () => traffic.received);
  sum('sent_bytes_total', 'What was sent to clients over sockets.', () => traffic.sent);
}

function waitingBytes({ connections, lineOf }: FiguresOptions): number {
  let bytes = 0;
  for (const connection of connections) bytes += lineOf(connection)?.waitingBytes ?? 0;
  return bytes;
}
