import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import type { HandlersOf } from './handlers.ts';

const missing = (): Promise<never> =>
  Promise.reject(new HoldfastError('NOT_FOUND', 'This server does not have this yet.'));

/** Answers the requests of the subject invites. */
export function inviteHandlers(): HandlersOf<'invites'> {
  return {
    'invites.list': missing,
    'invites.make': missing,
    'invites.withdraw': missing,
  };
}
