import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import type { Store } from '../store.ts';
import { runLater } from '../work.ts';
import { BEGIN_READ } from './hold-all.ts';
import { openLine } from './postgres-driver.ts';
import type { PostgresOptions } from './postgres-options.ts';
import { createReading } from './postgres-transaction.ts';
import { orRefused } from './refused.ts';

/** The data as it stood at one moment. Several pieces of work may read it, with pauses between them. */
export type Snapshot = Pick<Store, 'read'>;

/**
 * Reads the data as it stands at one moment, for as long as it takes, also while servers write. It also reads on a
 * standby. PostgreSQL keeps what is deleted meanwhile until it ends.
 * @throws HoldfastError NOT_FOUND where there is no data yet; StorageFailure
 */
export async function inPostgresSnapshot<T>(
  options: PostgresOptions,
  use: (snapshot: Snapshot) => Promise<T>,
): Promise<T> {
  const line = await orRefused(() => openLine(options));
  try {
    // Whoever reads may pause for long, and holds nothing that others need.
    line.send({ sql: 'SET idle_in_transaction_session_timeout = 0' });
    const { rows } = await line.ask<{ found: boolean }>({
      sql: "SELECT to_regclass('server_meta') IS NOT NULL AS found",
    });
    if (rows[0]?.found !== true) {
      throw new HoldfastError('NOT_FOUND', 'There is no data in this database. Set HOLDFAST_DATABASE_URL.');
    }
    line.send({ sql: BEGIN_READ });
    const transaction = createReading(line, options.models);
    // The first read decides which moment it is.
    await transaction.version();
    return await use({ read: (work) => runLater(transaction, work()) });
  } finally {
    await line.close();
  }
}
