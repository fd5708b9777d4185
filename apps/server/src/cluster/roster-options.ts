import type { Logger } from 'pino';
import type { Outside } from '../sync/outside.ts';
import type { Cluster } from './cluster.ts';

export interface RosterOptions {
  readonly cluster: Cluster;
  readonly outside: Pick<Outside, 'every' | 'now'>;
  readonly log: Logger;
}
