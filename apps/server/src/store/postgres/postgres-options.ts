import type { Model } from '@holdfast/shared/entity/define-model.ts';
import type pg from 'pg';
import type { LineOptions } from './line.ts';

export interface PostgresOptions {
  /** postgres://user:password@host:5432/database, with `sslmode` and the like as libpq knows them. */
  readonly url: string;
  /** The certificates that are trusted, as PEM text; then the connection is encrypted and the name is checked. */
  readonly ca?: string | undefined;
  /** The most connections of this process. */
  readonly connections: number;
  readonly statementTimeoutMs: number;
  readonly lockTimeoutMs: number;
  /** How long work that failed before its commit is begun anew, in milliseconds. */
  readonly patienceMs?: number;
  readonly models: readonly Model[];
  /** A new id, for the epoch of new data. */
  readonly newId: () => string;
}

/** How long a connection may take to be opened, in milliseconds. */
const CONNECT_MS = 5_000;
/** How much longer than a statement may take its answer is waited for at most, in milliseconds. */
const ANSWER_MS = 2_000;
const KEEP_ALIVE_MS = 10_000;

/** How to reach PostgreSQL. */
export function clientConfig({ url, ca }: Pick<PostgresOptions, 'url' | 'ca'>): pg.ClientConfig {
  const base = {
    fallback_application_name: 'holdfast',
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEP_ALIVE_MS,
  };
  if (ca === undefined) return { ...base, connectionString: url };
  return { ...base, connectionString: withoutSsl(url), ssl: { ca, rejectUnauthorized: true } };
}

/** What the address says of encryption would count more than the certificates. */
function withoutSsl(url: string): string {
  const parsed = new URL(url);
  for (const name of [...parsed.searchParams.keys()]) {
    if (name.startsWith('ssl')) parsed.searchParams.delete(name);
  }
  return parsed.href;
}

export function lineOptions(options: PostgresOptions): LineOptions {
  const { statementTimeoutMs } = options;
  const answerWithinMs = statementTimeoutMs + Math.min(statementTimeoutMs, ANSWER_MS);
  return { client: clientConfig(options), answerWithinMs };
}

/**
 * What each connection is told first. A transaction that stands still holds the counter for everybody: a process
 * that was frozen, or whose line was cut, is not waited for. Each question has its index, and a plan from when a
 * table was small must not read it whole later.
 */
export function sessionSettings({ statementTimeoutMs, lockTimeoutMs }: PostgresOptions): string {
  return `SET statement_timeout = ${Math.trunc(statementTimeoutMs)};
    SET lock_timeout = ${Math.trunc(lockTimeoutMs)};
    SET idle_in_transaction_session_timeout = ${Math.trunc(lockTimeoutMs)};
    SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3;
    SET jit = off; SET enable_seqscan = off; SET enable_hashjoin = off; SET enable_mergejoin = off;
    SET client_min_messages = warning`;
}
