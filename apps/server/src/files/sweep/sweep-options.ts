import type { Logger } from 'pino';
import type { Store } from '../../store/store.ts';
import type { CommitQueue } from '../../sync/commit-queue.ts';
import type { Outside } from '../../sync/outside.ts';
import type { Arrivals } from '../arrivals/arrivals.ts';
import type { Room } from '../arrivals/room.ts';
import type { FileSettings } from '../file-settings.ts';
import type { ByteHome } from '../home/byte-home.ts';

export interface SweepOptions {
  readonly store: Store;
  readonly queue: CommitQueue;
  readonly outside: Pick<Outside, 'now' | 'every'>;
  readonly log: Logger;
  readonly home: ByteHome;
  readonly arrivals: Arrivals;
  readonly room: Room;
  readonly settings: FileSettings;
  /** Whether this process is the one that puts files in order; without it, each one does. */
  readonly isOurs?: () => Promise<boolean>;
}
