import { findMutation } from '@holdfast/shared/registry.ts';
import type { Environment } from '../environment.ts';
import { dateConfirmed, pruneConfirmed } from '../store/confirmed.ts';
import { diskFaultOf } from '../store/disk-fault.ts';
import { writeMeta } from '../store/meta.ts';
import { readOutboxNames } from '../store/outbox.ts';
import type { Statements } from '../store/statements.ts';

/** Accepted changes are kept so long, in case the server is restored to a time before them, in milliseconds (S19). */
const CONFIRMED_MS = 30 * 24 * 60 * 60_000;

/** Forgets what was accepted long ago, and says what waits here that this version does not know (S2). */
export function tidyUp(
  statements: Statements,
  { clock, log }: Pick<Environment, 'clock' | 'log'>,
  failed: (error: unknown) => void,
): void {
  const now = clock.now();
  const unknown = readOutboxNames(statements).filter((name) => findMutation(name) === undefined);
  if (unknown.length > 0)
    log('changes wait that this version does not know; they are sent all the same', { names: unknown });
  const tidy = () => {
    dateConfirmed(statements, now);
    pruneConfirmed(statements, now - CONFIRMED_MS);
  };
  try {
    statements.database.transaction(tidy).immediate();
  } catch (error) {
    // It can be done at any other start. What is here can be read, also on a full disk.
    if (diskFaultOf(error) === undefined) throw error;
    failed(error);
  }
}

/** Everything is here: when that was, also for what was accepted and not dated yet. */
export function noteCaughtUp(statements: Statements, now: number): void {
  const note = () => {
    writeMeta(statements, 'lastSyncAt', String(now));
    dateConfirmed(statements, now);
  };
  statements.database.transaction(note).immediate();
}
