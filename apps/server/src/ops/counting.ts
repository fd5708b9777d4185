import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import type { Observer } from '../sync/observer.ts';
import { Metrics } from './metrics.ts';
import { slowCommits } from './slow-commits.ts';
import { Tally } from './tally.ts';
import { tellAll } from './tell-all.ts';

/** Everybody who counts what happens in a server. */
export interface Counting {
  readonly metrics: Metrics;
  readonly tally: Tally;
  /** Tells them all. */
  readonly observer: Observer;
}

export function createCounting({ slowMs }: Pick<Config, 'slowMs'>, log: Logger): Counting {
  const metrics = new Metrics();
  const tally = new Tally();
  return { metrics, tally, observer: tellAll([metrics, tally, slowCommits(slowMs, log)]) };
}
