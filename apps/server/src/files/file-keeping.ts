import type { FileLimits } from '@holdfast/shared/protocol/files.ts';
import type { Logger } from 'pino';
import type { Cluster } from '../cluster/cluster.ts';
import type { Store } from '../store/store.ts';
import type { CommitQueue } from '../sync/commit-queue.ts';
import type { Outside } from '../sync/outside.ts';
import { Arrivals } from './arrivals/arrivals.ts';
import { Room } from './arrivals/room.ts';
import type { FileSettings } from './file-settings.ts';
import type { ByteHome } from './home/byte-home.ts';
import { FileSweep } from './sweep/file-sweep.ts';
import { PartHashes } from './uploads/part-hashes.ts';
import { Uploads } from './uploads/uploads.ts';

export interface FileKeepingOptions {
  readonly store: Store;
  readonly queue: CommitQueue;
  readonly outside: Outside;
  readonly log: Logger;
  readonly home: ByteHome;
  readonly settings: FileSettings;
  /** The processes of this server. */
  readonly cluster: Pick<Cluster, 'bus'>;
  /** Whether other processes use the same home. */
  readonly isShared: boolean;
  /** Whether this process is the one that puts files in order; without it, each one does. */
  readonly isOurs?: () => Promise<boolean>;
}

/** Everything that keeps files on the server: how they arrive, how much room they take, and how they go. */
export class FileKeeping {
  readonly home: ByteHome;
  readonly room: Room;
  readonly arrivals: Arrivals;
  readonly uploads: Uploads;
  readonly sweep: FileSweep;

  constructor(options: FileKeepingOptions) {
    this.home = options.home;
    const hashes = new PartHashes(options.home);
    this.room = new Room(options);
    const arriving = { ...options, hashes, room: this.room };
    this.arrivals = new Arrivals(arriving);
    const parts = { ...arriving, arrivals: this.arrivals };
    this.uploads = new Uploads(parts);
    this.sweep = new FileSweep(parts);
  }

  /** What a person may attach. */
  limitsOf(userId: string): Promise<FileLimits> {
    return this.room.limitsOf(userId);
  }

  /** Puts in order what was cut short, and goes on doing so. */
  start(): void {
    this.sweep.start();
  }

  /** Uploads under way come to where they can go on later. */
  async stop(): Promise<void> {
    await this.sweep.stop();
    await this.arrivals.idle();
  }
}
