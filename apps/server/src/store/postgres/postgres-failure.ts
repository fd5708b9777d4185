import pg from 'pg';
import { RemoteFailure } from '../remote/driver.ts';

/** Classes and codes of PostgreSQL (its manual, appendix A). */
const UNDONE = new Set(['40001', '40P01']);
/** It goes down or comes up, has no place for more, became a standby, or ended a transaction that stood still for too long. */
const LOST = /^(08|57P0[1235]|53300|25006|25P03)/;
/** The disk, the memory, the machine, broken files: nobody's fault who asked. */
const FAILED = /^(53|54|58|XX|57014|55P03)/;

const names: Readonly<Record<string, string>> = {
  '40001': 'SERIALIZATION',
  '40P01': 'DEADLOCK',
  '53100': 'DISK_FULL',
  '55P03': 'LOCK_TIMEOUT',
  '57014': 'STATEMENT_TIMEOUT',
};

/** When it is worth to come back where another process holds what is needed, in milliseconds. */
const LOCKED_RETRY_MS = 500;

/** Whether PostgreSQL ends the connection after it has said this. */
export function endsConnection(error: unknown): boolean {
  if (!(error instanceof pg.DatabaseError)) return false;
  return error.severity === 'FATAL' || error.severity === 'PANIC' || LOST.test(error.code ?? '');
}

/** The error to throw for one of PostgreSQL's: a failure of the database is named as such. */
export function toRemoteFailure(error: unknown): unknown {
  if (!(error instanceof pg.DatabaseError) || error.code === undefined) return error;
  const { code } = error;
  const name = names[code] ?? `POSTGRES_${code}`;
  if (UNDONE.has(code)) return new RemoteFailure('undone', name, error);
  if (endsConnection(error)) return new RemoteFailure('lost', name, error);
  if (!FAILED.test(code)) return error;
  return new RemoteFailure('failed', name, error, code === '55P03' ? LOCKED_RETRY_MS : undefined);
}

/** The failure for a connection that ended, or could not be opened. */
export function lostBy(cause: unknown): RemoteFailure {
  const failure = toRemoteFailure(cause);
  return failure instanceof RemoteFailure ? failure : new RemoteFailure('lost', 'CONNECTION_LOST', cause);
}
