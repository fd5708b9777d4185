import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import { StorageFailure } from '../store/store.ts';

/** How long a client should wait after the database failed, in milliseconds. */
const RETRY_AFTER_MS = 2_000;

/** The error for what a client asked while the database failed: nothing was changed, and it shall ask again (S5). */
export function storageBusy(cause: StorageFailure): HoldfastError {
  return new HoldfastError('SERVER_BUSY', 'The server cannot save right now. Nothing was changed.', {
    retryAfterMs: cause.retryAfterMs ?? RETRY_AFTER_MS,
    reason: 'storage',
    cause,
  });
}

/** The error to answer with: the one that was thrown, or that of a failing database. Nothing for a fault. */
export function knownError(error: unknown): HoldfastError | undefined {
  if (error instanceof HoldfastError) return error;
  return error instanceof StorageFailure ? storageBusy(error) : undefined;
}
