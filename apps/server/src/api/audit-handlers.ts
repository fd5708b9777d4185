import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import type { HandlersOf } from './handlers.ts';

const missing = (): Promise<never> =>
  Promise.reject(new HoldfastError('NOT_FOUND', 'This server does not have this yet.'));

/** Answers the requests of the subject audit. */
export function auditHandlers(): HandlersOf<'audit'> {
  return {
    'audit.list': missing,
    'audit.check': missing,
  };
}
