import type { DiskNotice } from '../api/state.ts';
import { diskFaultOf, toDiskFault } from '../store/disk-fault.ts';
import type { Account } from './account.ts';

export interface DiskEvents {
  /** The notice is another one. */
  changed(): void;
  /** The file was found broken while at work: it is to be replaced (S25). */
  broken(): void;
}

/** Follows what the disk does under an account, and says what the person must know of it (S25). */
export class DiskWatch {
  private trouble: DiskNotice | undefined;
  private isBroken = false;

  private readonly account: Pick<Account, 'folder' | 'repaired'>;
  private readonly events: DiskEvents;

  constructor(account: Pick<Account, 'folder' | 'repaired'>, events: DiskEvents) {
    this.account = account;
    this.events = events;
  }

  /** What hinders now comes before what was repaired. */
  notice(): DiskNotice | undefined {
    return this.trouble ?? this.account.repaired;
  }

  /** Something was written: whatever hindered is over. */
  wrote(): void {
    this.tell(undefined);
  }

  /** Notes an error that may be the disk's. Gives it back in plain words. */
  failed(error: unknown): unknown {
    const kind = diskFaultOf(error);
    if (kind === 'full') this.tell({ kind });
    if (kind === 'read-only') this.tell({ kind, folder: this.account.folder });
    if (kind === 'broken' && !this.isBroken) {
      this.isBroken = true;
      this.events.broken();
    }
    return toDiskFault(error, this.account.folder);
  }

  private tell(trouble: DiskNotice | undefined): void {
    if (this.trouble?.kind === trouble?.kind) return;
    this.trouble = trouble;
    this.events.changed();
  }
}
