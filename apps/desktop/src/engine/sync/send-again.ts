import { limits } from '@holdfast/shared/protocol/limits.ts';
import { rebuildOverlay } from '../mutate/rebase.ts';
import { newClientId } from '../session/account.ts';
import { readConfirmedIds, requeueConfirmed } from '../store/confirmed.ts';
import { readActor } from './apply.ts';
import { renumbered } from './count-anew.ts';
import { endNewLife } from './new-life.ts';
import type { OpenLine } from './open-line.ts';

/**
 * After a restore: finds which own changes of the last 30 days the server does not know, and puts
 * them back into the outbox before what waits, under a new client id (S19). Ends the connection
 * with CONNECTION_ERROR (`renumbered`), because the next one must say who it is now.
 */
export async function sendAgain(line: OpenLine): Promise<void> {
  const { statements, userId } = line.account;
  const unknown: string[] = [];
  let chunk = readConfirmedIds(statements, 0, limits.knownIds);
  while (chunk.ids.length > 0) {
    const { ids } = chunk;
    const answer = await line.ask((connection) => connection.known({ ids }));
    if (answer === undefined) return;
    unknown.push(...answer.unknown);
    chunk = readConfirmedIds(statements, chunk.last, limits.knownIds);
  }
  const work = () => {
    requeueConfirmed(statements, unknown, newClientId(line.environment));
    endNewLife(statements);
    rebuildOverlay(statements, readActor(statements, userId));
  };
  statements.database.transaction(work).immediate();
  line.environment.log('own changes are sent again after a restore', { count: unknown.length });
  throw renumbered();
}
