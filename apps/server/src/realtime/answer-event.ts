import { type ErrorCode, HoldfastError, toWireError } from '@holdfast/shared/protocol/errors.ts';
import type { Acknowledgement } from '@holdfast/shared/protocol/events.ts';
import type { Logger } from 'pino';
import { ZodError, type z } from 'zod';
import { knownError } from '../sync/busy.ts';
import type { Connection } from '../sync/connections.ts';
import { firstIssue } from '../sync/first-issue.ts';
import type { Observer } from '../sync/observer.ts';
import type { Outside } from '../sync/outside.ts';
import { guardPayload } from './payload-guard.ts';

/**
 * An event that clients may send: what it must hold, and what is done with it. One for all connections: ten
 * thousand of them would be dear.
 */
export interface EventHandler<Request, Result extends object> {
  readonly schema: z.ZodType<Request>;
  readonly handle: (connection: Connection, request: Request) => Promise<Result>;
}

/** The work of one event that arrived over a connection, whatever its arguments are. Never rejects. */
export type Answerer = (connection: Connection, args: readonly unknown[]) => Promise<void>;

export interface AnswerOptions {
  readonly log: Logger;
  readonly outside: Outside;
  readonly observer: Observer;
  readonly maxBytes: number;
  /** What takes longer gets a line in the log, in milliseconds. */
  readonly slowMs: number;
}

/**
 * Makes a handler safe to give to the network: checks what came, and answers in every case. An
 * event without an acknowledgement to answer on is not handled: its sender could not learn the result.
 */
export function answering<Request, Result extends object>(
  event: string,
  { schema, handle }: EventHandler<Request, Result>,
  options: AnswerOptions,
): Answerer {
  const { log, maxBytes, outside } = options;
  return async (connection, args) => {
    const reply = replyOf(args);
    if (reply === undefined) return;
    const began = outside.elapsed();
    try {
      guardPayload(args.slice(0, -1), maxBytes);
      const request = schema.parse(args.length > 1 ? args[0] : undefined);
      reply({ ok: true, ...(await handle(connection, request)) });
      told(event, connection, outside.elapsed() - began, undefined, options);
    } catch (error) {
      const known = toHoldfastError(error);
      const who = nameOf(connection);
      if (known === undefined) log.error({ ...who, err: error }, 'an event failed');
      else
        log.info({ ...who, event, code: known.code, reason: known.details.reason }, 'an event was refused');
      const wire = toWireError(known ?? error);
      reply({ ok: false, error: wire });
      told(event, connection, outside.elapsed() - began, wire.code, options);
    }
  };
}

/** Counts an answer, and notes what took long. */
function told(
  event: string,
  connection: Connection,
  milliseconds: number,
  code: ErrorCode | undefined,
  { log, observer, slowMs }: AnswerOptions,
): void {
  observer.answered(event, milliseconds, code);
  if (milliseconds >= slowMs) log.warn({ ...nameOf(connection), event, milliseconds }, 'an event was slow');
}

/** What lines of the log say of a connection. */
export function nameOf({ id, userId }: Connection): { readonly socket: string; readonly user: string } {
  return { socket: id, user: userId };
}

export type Reply = (answer: Acknowledgement<object>) => void;

/** What an event's sender listens on for the answer, if at all. */
export function replyOf(args: readonly unknown[]): Reply | undefined {
  const last = args.at(-1);
  return typeof last === 'function' ? (answer) => last(answer) : undefined;
}

function toHoldfastError(error: unknown): HoldfastError | undefined {
  if (error instanceof ZodError) {
    return new HoldfastError('INVALID_MESSAGE', `The message is not well formed: ${firstIssue(error)}`);
  }
  return knownError(error);
}
