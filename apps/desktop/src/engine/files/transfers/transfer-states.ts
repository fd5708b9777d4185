import type { WireError } from '@holdfast/shared/protocol/errors.ts';
import type { FileLimits } from '@holdfast/shared/protocol/files.ts';

/** How the bytes of an attachment travel, or wait to. Nothing of it says that they arrived: the row does, and the disk. */
export interface TransferNow {
  /** Of the attachment. */
  readonly id: string;
  readonly way: 'up' | 'down';
  /**
   * `waiting`: its turn has not come, there is no network, or it is tried again by itself (`problem` says why, where
   * there was one). `failed`: it is not tried again by itself; `resume` does.
   */
  readonly state: 'waiting' | 'sending' | 'receiving' | 'paused' | 'failed';
  /** In bytes, of the row's size. */
  readonly done: number;
  readonly problem?: WireError;
}

/** All transfers of an account. Uploads begin by themselves, from the rows; downloads where somebody asks. */
export interface Transfers {
  /** Nothing where the attachment's bytes neither travel nor wait to. */
  of(attachmentId: string): TransferNow | undefined;
  /** Those under way first, then those that wait, in the order of their turns. */
  list(): readonly TransferNow[];
  /** Whether bytes of this content are read or written by a transfer: leave them alone. */
  isUsing(hash: string): boolean;
  /** What the server takes, as it said last; nothing where it never did. */
  limits(): FileLimits | undefined;
  /** Fetches a file, now or as soon as the server has it. `quiet`: nobody asked; it waits while the app rests. */
  fetch(id: string, quiet: boolean): void;
  pause(id: string): void;
  /** Goes on with one that is paused, or tries one again that failed. */
  resume(id: string): void;
  /** Ends a fetch; what had arrived is forgotten. An upload ends when its row goes. */
  stop(id: string): void;
  start(): void;
  /** Settles once nothing is read or written any more. What has arrived stays. */
  stopAll(): Promise<void>;
  /** Whether the connection stands and everything is here: nothing is sent or fetched before. */
  lineChanged(live: boolean): void;
  /** Attachments came, went or changed, or contents came to this device or went. */
  rowsTouched(): void;
  /** Whether nobody looks or the line is paid for. */
  setResting(resting: boolean): void;
}
