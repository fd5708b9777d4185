import { type DestinationStream, type Logger, type LoggerOptions, pino, stdSerializers } from 'pino';
import type { Config } from '../config.ts';
import { RefusalLimit } from './refusal-limit.ts';

/** Fields that are never written, wherever they stand: whoever logs one by mistake gives nothing away. */
const secretFields = [
  'password',
  'current',
  'next',
  'token',
  'accessToken',
  'refreshToken',
  'secret',
  'authorization',
  'cookie',
  'auth',
  'args',
  'body',
  'headers',
];

/** As deep as anything is logged. */
const secretPaths = secretFields.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]);

/**
 * The one logger of a server: JSON lines. It never writes secrets or what people wrote, and in a flood of
 * refusals it says how many there were instead of filling the disk.
 */
export function createLogger(level: Config['logLevel'], destination?: DestinationStream): Logger {
  const limit = new RefusalLimit();
  const options: LoggerOptions = {
    level,
    redact: { paths: secretPaths, censor: '[not logged]' },
    serializers: { err: describeError },
    hooks: {
      logMethod(args, write) {
        if (limit.lets(this, args)) write.apply(this, args);
      },
    },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}

/** What JSON.parse says of a text holds a piece of it. */
function describeError(error: Error): unknown {
  if (!(error instanceof SyntaxError)) return stdSerializers.err(error);
  const quiet = new Error('A text is not well formed.');
  quiet.stack = error.stack?.split('\n').slice(1).join('\n') ?? '';
  return stdSerializers.err(quiet);
}
