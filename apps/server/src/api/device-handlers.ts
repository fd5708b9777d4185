import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import type { HandlersOf } from './handlers.ts';

const missing = (): Promise<never> =>
  Promise.reject(new HoldfastError('NOT_FOUND', 'This server does not have this yet.'));

/** Answers the requests of the subject account and people. */
export function deviceHandlers(): HandlersOf<'account' | 'people'> {
  return {
    'account.devices': missing,
    'account.end-device': missing,
    'account.password': missing,
    'people.devices': missing,
    'people.end-device': missing,
    'people.reset': missing,
  };
}
