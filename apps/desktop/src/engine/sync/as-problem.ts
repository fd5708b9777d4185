import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import { DiskFault, toDiskFault } from '../store/disk-fault.ts';

/** Why a connection is of no more use, in plain words: what the server said, what the disk does not do, or `otherwise`. */
export function asProblem(error: unknown, otherwise: string, folder: string): HoldfastError {
  if (error instanceof HoldfastError) return error;
  const fault = toDiskFault(error, folder);
  const message = fault instanceof DiskFault ? fault.message : otherwise;
  return new HoldfastError('UNKNOWN_ERROR', message, { cause: error });
}
