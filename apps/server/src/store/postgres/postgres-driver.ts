import { type Driver, RemoteFailure } from '../remote/driver.ts';
import { Line } from './line.ts';
import { PostgresConnection } from './postgres-connection.ts';
import { lineOptions, type PostgresOptions, sessionSettings } from './postgres-options.ts';
import { RowCache } from './row-cache.ts';

interface ServerLine {
  readonly standby: boolean;
  readonly timeline: string;
}

/** A standby has no timeline of its own to write on. */
const ASK_SERVER = `SELECT pg_is_in_recovery() AS standby,
  CASE WHEN pg_is_in_recovery() THEN '' ELSE left(pg_walfile_name(pg_current_wal_lsn()), 8) END AS timeline`;

/** Opens connections to a PostgreSQL whose tables are there (prepare-database.ts). */
export function postgresDriver(options: PostgresOptions): Driver {
  const cache = new RowCache();
  return {
    async connect() {
      const line = await openLine(options);
      try {
        const timeline = await timelineOf(line);
        return new PostgresConnection({ line, models: options.models, timeline, cache });
      } catch (error) {
        await line.close();
        throw error;
      }
    },
  };
}

/**
 * A connection with its settings.
 * @throws RemoteFailure
 */
export async function openLine(options: PostgresOptions): Promise<Line> {
  const line = await Line.open(lineOptions(options));
  line.send({ sql: sessionSettings(options) });
  return line;
}

/** @throws RemoteFailure `lost` on a standby: whoever is in its place answers under the same address soon */
async function timelineOf(line: Line): Promise<string> {
  const { rows } = await line.ask<ServerLine>({ sql: ASK_SERVER });
  const [server] = rows;
  if (server === undefined || server.standby) throw new RemoteFailure('lost', 'STANDBY', undefined);
  return server.timeline;
}
