import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import { StorageFailure } from '../store/store.ts';

/** How long a client should wait after the database failed, in milliseconds. */
const RETRY_AFTER_MS = 2_000;

/** A commit of which nobody can say whether it is there. */
export const OUTCOME_UNKNOWN = 'OUTCOME_UNKNOWN';

/**
 * The error for what a client asked while the database failed: it shall ask again (S5). Nothing was changed, or
 * nobody can say so: then it is told, when it asks again, what became of it (S6).
 */
export function storageBusy(cause: StorageFailure): HoldfastError {
  const became =
    cause.code === OUTCOME_UNKNOWN ? 'Whether it did is not known; ask again.' : 'Nothing was changed.';
  return new HoldfastError('SERVER_BUSY', `The server cannot save right now. ${became}`, {
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
