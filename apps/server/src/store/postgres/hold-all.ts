/**
 * Whoever brings tables that are there to another shape holds this first, and then nobody else reads or writes. A table that
 * PostgreSQL writes anew (`ADD COLUMN … STORED`) looks empty to whoever began to read before ("Caveats" in the
 * chapter on concurrency of its manual): so everybody who reads begins with `BEGIN_READ`. Who holds something for
 * long, as a dump does, must not hold up everybody else behind this: then it fails, and is tried again.
 */
export const HOLD_ALL = `SET LOCAL lock_timeout = 2000;
  LOCK TABLE server_meta IN ACCESS EXCLUSIVE MODE;
  SET LOCAL lock_timeout = 0`;

/** One snapshot for all that is read (S15). It is taken after the lock, so no table is written anew within it. */
export const BEGIN_READ = `BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;
  LOCK TABLE server_meta IN ACCESS SHARE MODE`;
