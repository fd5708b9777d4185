import type { Logger } from 'pino';
import { Auditor } from './audit/auditor.ts';
import { resolveSecret } from './auth/secret.ts';
import type { Cluster } from './cluster/cluster.ts';
import { type OpenedCluster, openCluster } from './cluster/open-cluster.ts';
import type { Config } from './config.ts';
import { openServing } from './move/open-serving.ts';
import { type Counting, createCounting } from './ops/counting.ts';
import { GuardedStore } from './ops/guarded-store.ts';
import { Lifecycle } from './ops/lifecycle.ts';
import { createLogger } from './ops/logger.ts';
import { Suspicions } from './realtime/suspicions.ts';
import { OpeningStore } from './store/opening-store.ts';
import type { OpenFile } from './store/sqlite/sqlite-store.ts';
import { type Outside, realOutside } from './sync/outside.ts';

/** What comes from outside besides the settings. */
export interface StartOptions {
  readonly log?: Logger;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  readonly openFile?: OpenFile;
  /** This process among those of the server, in place of what the settings name. */
  readonly cluster?: Cluster;
}

/** What everything else of a server is made of. */
export interface Base {
  readonly config: Config;
  readonly log: Logger;
  readonly outside: Outside;
  readonly cluster: Cluster;
  readonly store: GuardedStore;
  readonly auditor: Auditor;
  readonly suspicions: Suspicions;
  /** Signs tokens. */
  readonly secret: string;
  readonly lifecycle: Lifecycle;
  readonly counting: Counting;
  /** Tries to open the data. */
  readonly openData: () => Promise<void>;
  /** Lets go of the data and of the other processes. */
  readonly close: () => Promise<void>;
}

/** @throws Error where a file that the settings name cannot be used */
export function createBase(config: Config, options: StartOptions): Base {
  const outside = realOutside(options.now ?? Date.now);
  const log = options.log ?? createLogger(config.logLevel);
  const secret = resolveSecret(config.secret, config.dataFolder);
  const { openFile } = options;
  const opening = new OpeningStore(() =>
    openServing(config, { newId: outside.newId, openFile, outside, log }),
  );
  const store = new GuardedStore({ store: opening, outside, log });
  const cluster = given(options.cluster) ?? openCluster(config, { outside, log });
  return {
    ...{ config, log, outside, cluster, store, secret },
    auditor: new Auditor({ store, outside, log }),
    suspicions: new Suspicions({ outside, log, cluster }),
    lifecycle: new Lifecycle(),
    counting: createCounting(config, log),
    openData: () => opening.open(),
    async close() {
      await store.close();
      await cluster.close();
    },
  };
}

/** Whoever gives a cluster closes it. */
function given(cluster: Cluster | undefined): OpenedCluster | undefined {
  if (cluster === undefined) return undefined;
  const { processId, bus, memory } = cluster;
  return {
    ...{ processId, bus, memory, close: async () => {} },
    get health() {
      return cluster.health;
    },
  };
}
