import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import type { Environment } from '../environment.ts';
import { rebuildOverlay } from '../mutate/rebase.ts';
import { type Account, newClientId } from '../session/account.ts';
import { renumberOutbox } from '../store/outbox.ts';
import { readActor } from './apply.ts';

/** The server counts this copy's changes otherwise: they get new numbers under a new client id, and keep their ids (S6). */
export function countAnew({ statements, userId }: Account, environment: Environment): void {
  const work = () => {
    renumberOutbox(statements, newClientId(environment));
    rebuildOverlay(statements, readActor(statements, userId));
  };
  statements.database.transaction(work).immediate();
}

/** The end of a connection whose client id is no longer this copy's: the next one says who it is now. */
export function renumbered(cause?: unknown): HoldfastError {
  return new HoldfastError('CONNECTION_ERROR', 'Connecting again under a new number.', {
    reason: 'renumbered',
    cause,
  });
}
