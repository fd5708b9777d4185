import { resolve } from 'node:path';
import { limits } from '@holdfast/shared/protocol/limits.ts';
import { z } from 'zod';
import { fileEnvironment, toFileSettings } from './files/file-settings.ts';
import { commaList, wholeNumber } from './settings-fields.ts';

const SECOND = 1_000;
const DAY_SECONDS = 86_400;

/** A value of the environment that cannot be used. Its message names each one and says what to do. */
export class ConfigError extends Error {
  constructor(problems: readonly string[]) {
    super(`Some settings cannot be used:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
    this.name = 'ConfigError';
  }
}

const origin = z.url({
  protocol: /^(https?|[a-z][a-z0-9+.-]*)$/,
  error: 'use origins such as https://desk.example.org, separated by commas',
});

const originList = z.string().transform(commaList).pipe(z.array(origin)).default([]);

const proxyList = z
  .string()
  .transform(commaList)
  .pipe(
    z.array(
      z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6(), z.literal('loopback')], {
        error: 'use addresses or networks such as 10.0.0.0/8, or loopback, separated by commas',
      }),
    ),
  )
  .default([]);

/** Every variable that the server reads, with what it must be and what holds without it. */
const environment = {
  HOLDFAST_HOST: z.string().min(1, { error: 'use a host name or an address' }).default('127.0.0.1'),
  /** 0 takes any free port. */
  HOLDFAST_PORT: wholeNumber(0, 65_535, 4310, 'a port number'),
  HOLDFAST_DATA: z.string().min(1, { error: 'use the path of a folder' }).default('./.data/server'),
  /** Where the data lies in place of a file in the folder: postgres://user:password@host:5432/holdfast. */
  HOLDFAST_DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/, error: 'use postgres://user:password@host:5432/database' })
    .optional(),
  /** What several processes on one database tell each other by: redis://host:6379, or rediss:// for TLS. */
  HOLDFAST_REDIS_URL: z
    .url({ protocol: /^rediss?$/, error: 'use redis://user:password@host:6379 or rediss://…' })
    .optional(),
  /** Files in PEM form with what signed the certificates of PostgreSQL and Redis, where the system does not know it. */
  HOLDFAST_DATABASE_CA: z.string().min(1).optional(),
  HOLDFAST_REDIS_CA: z.string().min(1).optional(),
  /** The most connections to PostgreSQL of one process. */
  HOLDFAST_DATABASE_CONNECTIONS: wholeNumber(2, 1_000, 10, 'a whole number of connections'),
  /** How long one statement may take, and how long it may wait for others, before it is given up. */
  HOLDFAST_STATEMENT_TIMEOUT_MS: wholeNumber(
    100,
    600 * SECOND,
    30 * SECOND,
    'a whole number of milliseconds',
  ),
  HOLDFAST_LOCK_TIMEOUT_MS: wholeNumber(100, 600 * SECOND, 5 * SECOND, 'a whole number of milliseconds'),
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
  /** Of each connection, as pulls are. */
  HOLDFAST_EVENTS_PER_MINUTE: wholeNumber(1, 1_000_000, 100, 'a whole number of events'),
  HOLDFAST_PULLS_PER_MINUTE: wholeNumber(1, 1_000_000, 3_000, 'a whole number of pulls'),
  /** The bucket of mutations of a person, for all processes, starts full: a long-offline outbox passes at once. */
  HOLDFAST_MUTATION_BURST: wholeNumber(1, 10_000_000, 12_000, 'a whole number of mutations'),
  HOLDFAST_MUTATIONS_PER_SECOND: wholeNumber(1, 1_000_000, 200, 'a whole number of mutations'),
  /** The most mutations that share one transaction. */
  HOLDFAST_COMMIT_MUTATIONS: wholeNumber(1, 100_000, 1_000, 'a whole number of mutations'),
  /** Of each process. */
  HOLDFAST_MAX_CONNECTIONS: wholeNumber(1, 1_000_000, 10_000, 'a whole number of connections'),
  /** To all processes together, as those from an address are. */
  HOLDFAST_MAX_CONNECTIONS_PER_USER: wholeNumber(1, 10_000, 8, 'a whole number of connections'),
  /** A whole office may stand behind one address. */
  HOLDFAST_MAX_CONNECTIONS_PER_ADDRESS: wholeNumber(1, 1_000_000, 1_000, 'a whole number of connections'),
  /** By each process; an address that one of them holds is held by all. Those that were let in cost nothing here. */
  HOLDFAST_REFUSED_HANDSHAKES_PER_MINUTE_PER_ADDRESS: wholeNumber(
    1,
    1_000_000,
    60,
    'a whole number of tries',
  ),
  HOLDFAST_MAX_ROOMS_PER_CONNECTION: wholeNumber(1, 10_000, 50, 'a whole number of rooms'),
  /** A connection that said nothing for so long is not shown to others any more. The app says something every 30 s. */
  HOLDFAST_PRESENCE_TIMEOUT_MS: wholeNumber(
    1_000,
    600 * SECOND,
    90 * SECOND,
    'a whole number of milliseconds',
  ),
  /** Others are told of presence at most once in so long. */
  HOLDFAST_PRESENCE_INTERVAL_MS: wholeNumber(50, 60 * SECOND, 250, 'a whole number of milliseconds'),
  /** What may wait to be sent to one client before its line is cut: it catches up when it comes back. */
  HOLDFAST_MAX_WAITING_BYTES: wholeNumber(
    64 * 1024,
    1024 * 1024 * 1024,
    8 * 1024 * 1024,
    'a whole number of bytes',
  ),
  /** How long before a token runs out its client is told. */
  HOLDFAST_EXPIRY_NOTICE_SECONDS: wholeNumber(0, 3_600, 60, 'a whole number of seconds'),
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
  HOLDFAST_INVITE_HOURS: wholeNumber(1, 24 * 366, 7 * 24, 'a whole number of hours'),
  HOLDFAST_RESET_MINUTES: wholeNumber(1, 7 * 24 * 60, 60, 'a whole number of minutes'),
  /** Tries count in all processes together. */
  HOLDFAST_SIGN_INS_PER_MINUTE: wholeNumber(1, 100_000, 10, 'a whole number of tries'),
  HOLDFAST_SIGN_INS_PER_MINUTE_PER_ADDRESS: wholeNumber(1, 1_000_000, 60, 'a whole number of tries'),
  /** So many wrong passwords are free; after that each one doubles the time to wait for the next. */
  HOLDFAST_SIGN_IN_FAILURES: wholeNumber(1, 100_000, 5, 'a whole number of tries'),
  HOLDFAST_SIGN_IN_FAILURES_PER_ADDRESS: wholeNumber(1, 1_000_000, 50, 'a whole number of tries'),
  /** How long a client may be away and still catch up; after that it reads its scopes anew (S18). */
  HOLDFAST_HISTORY_DAYS: wholeNumber(1, 3_660, 30, 'a whole number of days'),
  /** How long answers are kept that their clients have; at least as old as the oldest backup that is restored (S6). */
  HOLDFAST_RESULT_DAYS: wholeNumber(1, 3_660, 90, 'a whole number of days'),
  /** How long notifications are kept that were read or done with. */
  HOLDFAST_NOTIFICATION_DAYS: wholeNumber(1, 3_660, 90, 'a whole number of days'),
  /** How often commits of other processes, and sessions that they ended, are looked for (S13). */
  HOLDFAST_HEADS_INTERVAL_MS: wholeNumber(10, 1_000, 500, 'a whole number of milliseconds'),
  HOLDFAST_STOP_TIMEOUT_MS: wholeNumber(0, 600 * SECOND, 10 * SECOND, 'a whole number of milliseconds'),
  /** When the server stops, clients are told to come back at moments spread over so long. */
  HOLDFAST_RECONNECT_SPREAD_MS: wholeNumber(0, 600 * SECOND, 5 * SECOND, 'a whole number of milliseconds'),
  /** Operations that take longer get a line in the log. */
  HOLDFAST_SLOW_MS: wholeNumber(1, 600 * SECOND, 500, 'a whole number of milliseconds'),
  /** What apps are told to connect to, in mails: https://desk.example.org. */
  HOLDFAST_PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: 'use the address of the server, such as https://desk.example.org' })
    .optional(),
  /** Proxies whose word on the address and the protocol of a request is taken. */
  HOLDFAST_TRUSTED_PROXIES: proxyList,
  /** Lets requests from other machines in without TLS. For closed networks only. */
  HOLDFAST_ALLOW_PLAIN: z.enum(['yes', 'no'], { error: 'use yes or no' }).default('no'),
  /** Files in PEM form, for TLS without a proxy. */
  HOLDFAST_TLS_CERT: z.string().min(1).optional(),
  HOLDFAST_TLS_KEY: z.string().min(1).optional(),
  /** Where mail is handed in: smtp://user:password@mail.example.org:587, or smtps://. Without it codes are only shown. */
  HOLDFAST_SMTP_URL: z
    .url({ protocol: /^smtps?$/, error: 'use smtp://user:password@host:port or smtps://…' })
    .optional(),
  HOLDFAST_MAIL_FROM: z.email({ error: 'use the e-mail address that mails come from' }).optional(),
  /** Whoever asks for /metrics from elsewhere than this machine must send it as bearer. */
  HOLDFAST_METRICS_TOKEN: z
    .string()
    .regex(/^[!-~]{16,}$/, { error: 'use at least 16 characters, without spaces' })
    .optional(),
  ...fileEnvironment,
};

/** Settings that mean nothing without each other. */
const schema = z
  .object(environment)
  .refine((env) => (env.HOLDFAST_TLS_CERT === undefined) === (env.HOLDFAST_TLS_KEY === undefined), {
    path: ['HOLDFAST_TLS_CERT'],
    error: 'set HOLDFAST_TLS_CERT and HOLDFAST_TLS_KEY together',
  })
  .refine((env) => env.HOLDFAST_REDIS_URL === undefined || env.HOLDFAST_DATABASE_URL !== undefined, {
    path: ['HOLDFAST_DATABASE_URL'],
    error: 'set HOLDFAST_DATABASE_URL together with HOLDFAST_REDIS_URL: several processes need PostgreSQL',
  })
  .refine((env) => env.HOLDFAST_SMTP_URL === undefined || env.HOLDFAST_MAIL_FROM !== undefined, {
    path: ['HOLDFAST_MAIL_FROM'],
    error: 'set HOLDFAST_MAIL_FROM together with HOLDFAST_SMTP_URL',
  });

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

/** Variables whose value is never repeated. */
const secrets = new Set([
  'HOLDFAST_SECRET',
  'HOLDFAST_SMTP_URL',
  'HOLDFAST_METRICS_TOKEN',
  'HOLDFAST_DATABASE_URL',
  'HOLDFAST_REDIS_URL',
]);

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
  const value = secrets.has(name) ? 'what it holds' : env[name] === undefined ? 'nothing' : `"${env[name]}"`;
  return `${name}: ${value} cannot be used; ${issue.message}.`;
}

function pathOf(file: string | undefined): string | undefined {
  return file === undefined ? undefined : resolve(file);
}

function toConfig(env: z.infer<typeof schema>) {
  const database = {
    caFile: pathOf(env.HOLDFAST_DATABASE_CA),
    connections: env.HOLDFAST_DATABASE_CONNECTIONS,
    statementTimeoutMs: env.HOLDFAST_STATEMENT_TIMEOUT_MS,
    lockTimeoutMs: env.HOLDFAST_LOCK_TIMEOUT_MS,
  };
  return {
    host: env.HOLDFAST_HOST,
    port: env.HOLDFAST_PORT,
    dataFolder: resolve(env.HOLDFAST_DATA),
    /** Nothing where the data lies in the folder. */
    postgres:
      env.HOLDFAST_DATABASE_URL === undefined ? undefined : { url: env.HOLDFAST_DATABASE_URL, ...database },
    /** How PostgreSQL is used, also where the data moves there while the server runs. */
    database,
    /** Nothing where one process serves. */
    redis:
      env.HOLDFAST_REDIS_URL === undefined
        ? undefined
        : { url: env.HOLDFAST_REDIS_URL, caFile: pathOf(env.HOLDFAST_REDIS_CA) },
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
    maxConnectionsPerAddress: env.HOLDFAST_MAX_CONNECTIONS_PER_ADDRESS,
    refusedHandshakesPerMinutePerAddress: env.HOLDFAST_REFUSED_HANDSHAKES_PER_MINUTE_PER_ADDRESS,
    maxRoomsPerConnection: env.HOLDFAST_MAX_ROOMS_PER_CONNECTION,
    presenceTimeoutMs: env.HOLDFAST_PRESENCE_TIMEOUT_MS,
    presenceIntervalMs: env.HOLDFAST_PRESENCE_INTERVAL_MS,
    maxWaitingBytes: env.HOLDFAST_MAX_WAITING_BYTES,
    expiryNoticeSeconds: env.HOLDFAST_EXPIRY_NOTICE_SECONDS,
    inviteHours: env.HOLDFAST_INVITE_HOURS,
    resetMinutes: env.HOLDFAST_RESET_MINUTES,
    reconnectSpreadMs: env.HOLDFAST_RECONNECT_SPREAD_MS,
    slowMs: env.HOLDFAST_SLOW_MS,
    publicUrl: env.HOLDFAST_PUBLIC_URL,
    trustedProxies: env.HOLDFAST_TRUSTED_PROXIES,
    allowPlain: env.HOLDFAST_ALLOW_PLAIN === 'yes',
    tls:
      env.HOLDFAST_TLS_CERT === undefined || env.HOLDFAST_TLS_KEY === undefined
        ? undefined
        : { certFile: resolve(env.HOLDFAST_TLS_CERT), keyFile: resolve(env.HOLDFAST_TLS_KEY) },
    mail:
      env.HOLDFAST_SMTP_URL === undefined || env.HOLDFAST_MAIL_FROM === undefined
        ? undefined
        : { smtpUrl: env.HOLDFAST_SMTP_URL, from: env.HOLDFAST_MAIL_FROM },
    metricsToken: env.HOLDFAST_METRICS_TOKEN,
    allowedOrigins: env.HOLDFAST_ALLOWED_ORIGINS,
    accessTokenSeconds: env.HOLDFAST_ACCESS_TOKEN_SECONDS,
    refreshTokenSeconds: env.HOLDFAST_REFRESH_TOKEN_SECONDS,
    sessionSeconds: env.HOLDFAST_SESSION_SECONDS,
    signInsPerMinute: env.HOLDFAST_SIGN_INS_PER_MINUTE,
    signInsPerMinutePerAddress: env.HOLDFAST_SIGN_INS_PER_MINUTE_PER_ADDRESS,
    signInFailures: env.HOLDFAST_SIGN_IN_FAILURES,
    signInFailuresPerAddress: env.HOLDFAST_SIGN_IN_FAILURES_PER_ADDRESS,
    historyDays: env.HOLDFAST_HISTORY_DAYS,
    resultDays: env.HOLDFAST_RESULT_DAYS,
    notificationDays: env.HOLDFAST_NOTIFICATION_DAYS,
    headsIntervalMs: env.HOLDFAST_HEADS_INTERVAL_MS,
    stopTimeoutMs: env.HOLDFAST_STOP_TIMEOUT_MS,
    files: toFileSettings(env),
  };
}
