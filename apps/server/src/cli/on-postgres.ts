import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import type { Config } from '../config.ts';

/**
 * Refuses what is done with PostgreSQL's own programs where the data lies there.
 * @throws HoldfastError CONFLICT naming them
 */
export function refuseOnPostgres({ postgres }: Pick<Config, 'postgres'>, instead: string): void {
  if (postgres === undefined) return;
  throw new HoldfastError('CONFLICT', `The data lies in PostgreSQL. ${instead}`);
}

export const BACK_UP_INSTEAD =
  'Back it up with pg_dump or by archiving its log, and the folder of HOLDFAST_DATA, which holds the contents of files.';

export const RESTORE_INSTEAD =
  'Stop all servers, restore it with pg_restore or to a point in time, run new-epoch, and start them again.';
