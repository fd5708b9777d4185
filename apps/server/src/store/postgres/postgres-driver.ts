import { type Driver, RemoteFailure } from '../remote/driver.ts';
import { Line } from './line.ts';
import { PostgresConnection } from './postgres-connection.ts';
import { lineOptions, type PostgresOptions, sessionSettings } from './postgres-options.ts';
import { RowCache } from './row-cache.ts';
import { Writer } from './writer.ts';

/** Opens connections to a PostgreSQL whose tables are there (prepare-database.ts). */
export function postgresDriver(options: PostgresOptions): Driver {
  const cache = new RowCache();
  const writer = new Writer(options.newId());
  return {
    async connect() {
      const line = await openLine(options);
      try {
        line.send({
          sql: "SELECT set_config('application_name', $1, false)",
          values: [writer.applicationName],
        });
        await requirePrimary(line);
        return new PostgresConnection({ line, models: options.models, writer, cache });
      } catch (error) {
        await line.close();
        throw error;
      }
    },
  };
}

/**
 * A connection with its settings.
 * @param answerWithinMs how long an answer may take, where that is not what the settings say
 * @throws RemoteFailure
 */
export async function openLine(options: PostgresOptions, answerWithinMs?: number): Promise<Line> {
  const given = lineOptions(options);
  const line = await Line.open({ ...given, answerWithinMs: answerWithinMs ?? given.answerWithinMs });
  line.send({ sql: sessionSettings(options) });
  return line;
}

/** @throws RemoteFailure `lost` on a standby: whoever is in its place answers under the same address soon */
async function requirePrimary(line: Line): Promise<void> {
  const { rows } = await line.ask<{ standby: boolean }>({ sql: 'SELECT pg_is_in_recovery() AS standby' });
  if (rows[0]?.standby !== false) throw new RemoteFailure('lost', 'STANDBY', undefined);
}
