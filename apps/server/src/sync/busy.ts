import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import type { StorageFailure } from '../store/store.ts';

/** How long a client should wait after the database failed, in milliseconds. */
const RETRY_AFTER_MS = 2_000;

/** The error for what a client asked while the database failed: nothing was changed, and it shall ask again (S5). */
export function storageBusy(cause: StorageFailure): HoldfastError {
  return new HoldfastError('SERVER_BUSY', 'The server cannot save right now. Nothing was changed.', {
    retryAfterMs: RETRY_AFTER_MS,
    reason: 'storage',
    cause,
  });
}
