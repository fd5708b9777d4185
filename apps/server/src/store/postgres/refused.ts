import pg from 'pg';
import { RemoteFailure } from '../remote/driver.ts';

/** Wrong password, unknown user, no such database, no right to it. */
const NOT_LET_IN = /^(28|3D|42501)/;
/** Nobody who is trusted vouches for the server, or for another name. */
const NOT_TRUSTED = /CERT|SIGNATURE|ERR_TLS|ERR_SSL|ERR_OSSL/;
/** What pg says where the server has no TLS. */
const NO_TLS = 'does not support SSL';

/** For whoever opens the database: does so, and says in words what waiting does not mend. */
export async function orRefused<T>(open: () => Promise<T>): Promise<T> {
  try {
    return await open();
  } catch (error) {
    throw refusal(error) ?? error;
  }
}

function refusal(error: unknown): Error | undefined {
  const cause = error instanceof RemoteFailure ? error.cause : error;
  if (!(cause instanceof Error)) return undefined;
  const code = 'code' in cause ? String(cause.code) : '';
  if (cause instanceof pg.DatabaseError) {
    if (!NOT_LET_IN.test(code)) return undefined;
    return new Error(`PostgreSQL refuses: ${cause.message}. Check HOLDFAST_DATABASE_URL.`, { cause });
  }
  if (!NOT_TRUSTED.test(code) && !cause.message.includes(NO_TLS)) return undefined;
  const words = 'Check HOLDFAST_DATABASE_CA and HOLDFAST_DATABASE_URL.';
  return new Error(`PostgreSQL is not spoken to: ${cause.message}. ${words}`, { cause });
}
