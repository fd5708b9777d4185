import type { FileDisk } from './file-disk.ts';
import type { FileLine } from './transfers/file-line.ts';

/** What files take from the world. */
export interface FileWorld {
  readonly disk: FileDisk;
  readonly line: FileLine;
}
