import type { WireError } from '@holdfast/shared/protocol/errors.ts';
import type { PieceCheck } from './piece-check.ts';
import type { TransferNow } from './transfer-states.ts';
import type { Wanted } from './wanted.ts';

/** A transfer in memory. All of it can be found again from the rows, the wishes and the disk. */
export interface Job {
  readonly id: string;
  readonly way: 'up' | 'down';
  readonly hash: string;
  readonly size: number;
  /** Counts up: the least is the oldest. */
  readonly order: number;
  /** Nobody asked for it. */
  quiet: boolean;
  isReady: boolean;
  state: TransferNow['state'];
  done: number;
  problem: WireError | undefined;
  /** Attempts in a row that brought nothing. */
  failures: number;
  /** In milliseconds since 1970. */
  notBefore: number;
  /** All bytes are there; what is missing is that the row says so. */
  isDelivered: boolean;
  /** There was an attempt since the start. */
  wasTried: boolean;
  /** It runs because its turn had come by its age. */
  byAge: boolean;
  /** Ends the attempt that runs. */
  attempt: AbortController | undefined;
  /** How far a download came, and what its pieces must be. */
  check: PieceCheck | undefined;
}

export function newJob(wanted: Wanted, order: number, quiet: boolean): Job {
  const { id, way, hash, size, isReady } = wanted;
  return {
    ...{ id, way, hash, size, order, quiet, isReady },
    ...stateOf(wanted),
    ...{ done: 0, failures: 0, notBefore: 0 },
    ...{ isDelivered: false, wasTried: false, byAge: false, attempt: undefined, check: undefined },
  };
}

function stateOf({ paused, problem }: Wanted): Pick<Job, 'state' | 'problem'> {
  if (paused) return { state: 'paused', problem: undefined };
  return { state: problem === undefined ? 'waiting' : 'failed', problem };
}

export function nowOf({ id, way, state, done, problem }: Job): TransferNow {
  return { id, way, state, done, ...(problem === undefined ? {} : { problem }) };
}
