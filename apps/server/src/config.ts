import { resolve } from 'node:path';
import { limits } from '@holdfast/shared/protocol/limits.ts';
import { z } from 'zod';

const SECOND = 1_000;
const DAY_SECONDS = 86_400;

/** A value of the environment that cannot be used. Its message names each one and says what to do. */
export class ConfigError extends Error {
  constructor(problems: readonly string[]) {
    super(`Some settings cannot be used:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
    this.name = 'ConfigError';
  }
}

function wholeNumber(least: number, most: number, byDefault: number, what: string) {
  const error = `use ${what} from ${least} to ${most}`;
  return z
    .string()
    .regex(/^\d{1,15}$/, { error })
    .transform(Number)
    .pipe(z.number().min(least, { error }).max(most, { error }))
    .default(byDefault);
}

const origin = z.url({
  protocol: /^(https?|[a-z][a-z0-9+.-]*)$/,
  error: 'use origins such as https://desk.example.org, separated by commas',
});

const originList = z
  .string()
  .transform((text) =>
    text
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== ''),
  )
  .pipe(z.array(origin))
  .default([]);

/** Every variable that the server reads, with what it must be and what holds without it. */
const environment = {
  HOLDFAST_HOST: z.string().min(1, { error: 'use a host name or an address' }).default('127.0.0.1'),
  /** 0 takes any free port. */
  HOLDFAST_PORT: wholeNumber(0, 65_535, 4310, 'a port number'),
  HOLDFAST_DATA: z.string().min(1, { error: 'use the path of a folder' }).default('./.data/server'),
  /** Signs access tokens. Without it one is made and kept in the data folder. */
  HOLDFAST_SECRET: z.string().min(32, { error: 'use at least 32 random characters' }).optional(),
  HOLDFAST_LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'silent'], {
      error: 'use one of trace, debug, info, warn, error, silent',
    })
    .default('info'),
  HOLDFAST_MAX_MESSAGE_BYTES: wholeNumber(
    64 * 1024,
    64 * 1024 * 1024,
    limits.messageBytes,
    'a whole number of bytes',
  ),
  HOLDFAST_PING_INTERVAL_MS: wholeNumber(100, 600 * SECOND, 25 * SECOND, 'a whole number of milliseconds'),
  HOLDFAST_PING_TIMEOUT_MS: wholeNumber(100, 600 * SECOND, 60 * SECOND, 'a whole number of milliseconds'),
  HOLDFAST_EVENTS_PER_MINUTE: wholeNumber(1, 1_000_000, 100, 'a whole number of events'),
  HOLDFAST_PULLS_PER_MINUTE: wholeNumber(1, 1_000_000, 3_000, 'a whole number of pulls'),
  /** The bucket of mutations of a person starts full, so that a long-offline outbox passes at once. */
  HOLDFAST_MUTATION_BURST: wholeNumber(1, 10_000_000, 12_000, 'a whole number of mutations'),
  HOLDFAST_MUTATIONS_PER_SECOND: wholeNumber(1, 1_000_000, 200, 'a whole number of mutations'),
  /** The most mutations that share one transaction. */
  HOLDFAST_COMMIT_MUTATIONS: wholeNumber(1, 100_000, 1_000, 'a whole number of mutations'),
  HOLDFAST_MAX_CONNECTIONS: wholeNumber(1, 1_000_000, 10_000, 'a whole number of connections'),
  HOLDFAST_MAX_CONNECTIONS_PER_USER: wholeNumber(1, 10_000, 8, 'a whole number of connections'),
  /** Web pages that may connect. The desktop app sends no origin and is always let in. */
  HOLDFAST_ALLOWED_ORIGINS: originList,
  HOLDFAST_ACCESS_TOKEN_SECONDS: wholeNumber(1, DAY_SECONDS, 600, 'a whole number of seconds'),
  /** How long a device may stay away before it must sign in again. */
  HOLDFAST_REFRESH_TOKEN_SECONDS: wholeNumber(
    1,
    366 * DAY_SECONDS,
    60 * DAY_SECONDS,
    'a whole number of seconds',
  ),
  /** How long after sign-in a device must sign in again in any case. */
  HOLDFAST_SESSION_SECONDS: wholeNumber(
    1,
    3_660 * DAY_SECONDS,
    365 * DAY_SECONDS,
    'a whole number of seconds',
  ),
  HOLDFAST_SIGN_INS_PER_MINUTE: wholeNumber(1, 100_000, 10, 'a whole number of tries'),
  HOLDFAST_SIGN_INS_PER_MINUTE_PER_ADDRESS: wholeNumber(1, 1_000_000, 60, 'a whole number of tries'),
  /** How long a client may be away and still catch up; after that it reads its scopes anew (S18). */
  HOLDFAST_HISTORY_DAYS: wholeNumber(1, 3_660, 30, 'a whole number of days'),
  /** How long answers are kept that their clients have; at least as old as the oldest backup that is restored (S6). */
  HOLDFAST_RESULT_DAYS: wholeNumber(1, 3_660, 90, 'a whole number of days'),
  /** How often commits of other processes are looked for (S13). */
  HOLDFAST_HEADS_INTERVAL_MS: wholeNumber(10, 1_000, 1_000, 'a whole number of milliseconds'),
  HOLDFAST_STOP_TIMEOUT_MS: wholeNumber(0, 600 * SECOND, 10 * SECOND, 'a whole number of milliseconds'),
};

const schema = z.object(environment);

export type Config = ReturnType<typeof toConfig>;

/**
 * Reads the settings. The one place that looks at the environment.
 * @throws ConfigError naming each variable that cannot be used
 */
export function loadConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const parsed = schema.safeParse(definedOnly(env));
  if (parsed.success) return toConfig(parsed.data);
  throw new ConfigError(parsed.error.issues.map((issue) => describeProblem(issue, env)));
}

/** An empty variable counts as absent, as it does in most shells' habits. */
function definedOnly(env: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const defined: Record<string, string> = {};
  for (const name of Object.keys(environment)) {
    const value = env[name];
    if (value !== undefined && value !== '') defined[name] = value;
  }
  return defined;
}

function describeProblem(issue: z.core.$ZodIssue, env: Readonly<Record<string, string | undefined>>): string {
  const name = String(issue.path[0]);
  const value = name === 'HOLDFAST_SECRET' ? 'what it holds' : `"${env[name]}"`;
  return `${name}: ${value} cannot be used; ${issue.message}.`;
}

function toConfig(env: z.infer<typeof schema>) {
  return {
    host: env.HOLDFAST_HOST,
    port: env.HOLDFAST_PORT,
    dataFolder: resolve(env.HOLDFAST_DATA),
    secret: env.HOLDFAST_SECRET,
    logLevel: env.HOLDFAST_LOG_LEVEL,
    maxMessageBytes: env.HOLDFAST_MAX_MESSAGE_BYTES,
    pingIntervalMs: env.HOLDFAST_PING_INTERVAL_MS,
    pingTimeoutMs: env.HOLDFAST_PING_TIMEOUT_MS,
    eventsPerMinute: env.HOLDFAST_EVENTS_PER_MINUTE,
    pullsPerMinute: env.HOLDFAST_PULLS_PER_MINUTE,
    mutationBurst: env.HOLDFAST_MUTATION_BURST,
    mutationsPerSecond: env.HOLDFAST_MUTATIONS_PER_SECOND,
    commitMutations: env.HOLDFAST_COMMIT_MUTATIONS,
    maxConnections: env.HOLDFAST_MAX_CONNECTIONS,
    maxConnectionsPerUser: env.HOLDFAST_MAX_CONNECTIONS_PER_USER,
    allowedOrigins: env.HOLDFAST_ALLOWED_ORIGINS,
    accessTokenSeconds: env.HOLDFAST_ACCESS_TOKEN_SECONDS,
    refreshTokenSeconds: env.HOLDFAST_REFRESH_TOKEN_SECONDS,
    sessionSeconds: env.HOLDFAST_SESSION_SECONDS,
    signInsPerMinute: env.HOLDFAST_SIGN_INS_PER_MINUTE,
    signInsPerMinutePerAddress: env.HOLDFAST_SIGN_INS_PER_MINUTE_PER_ADDRESS,
    historyDays: env.HOLDFAST_HISTORY_DAYS,
    resultDays: env.HOLDFAST_RESULT_DAYS,
    headsIntervalMs: env.HOLDFAST_HEADS_INTERVAL_MS,
    stopTimeoutMs: env.HOLDFAST_STOP_TIMEOUT_MS,
  };
}
