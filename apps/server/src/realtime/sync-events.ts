import { digestRequestSchema } from '@holdfast/shared/protocol/digest.ts';
import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import { knownRequestSchema } from '@holdfast/shared/protocol/known.ts';
import { pingRequestSchema, pingRequestSchema1 } from '@holdfast/shared/protocol/ping.ts';
import { type PullEnvelope, type PullRequest, pullRequestSchema } from '@holdfast/shared/protocol/pull.ts';
import { pushRequestSchema } from '@holdfast/shared/protocol/push.ts';
import { Turns } from '@holdfast/shared/turns.ts';
import type { Logger } from 'pino';
import type { RefusalKeeper } from '../audit/auditor.ts';
import type { Store } from '../store/store.ts';
import type { CommitQueue } from '../sync/commit-queue.ts';
import type { Connection } from '../sync/connections.ts';
import { compareDigest } from '../sync/digest.ts';
import { findUnknown } from '../sync/known.ts';
import type { Observer } from '../sync/observer.ts';
import type { Outside } from '../sync/outside.ts';
import type { packPage } from '../sync/pack-page.ts';
import { readPing, readPing1 } from '../sync/ping.ts';
import { mayBeSent, type Page, readPage } from '../sync/pull.ts';
import { acknowledge, pushMutations } from '../sync/push.ts';
import { type Answerer, type AnswerOptions, answering } from './answer-event.ts';
import type { EventLimits } from './event-limits.ts';

export interface SyncEventsOptions {
  readonly store: Store;
  readonly queue: CommitQueue;
  readonly limits: EventLimits;
  readonly log: Logger;
  readonly maxMessageBytes: number;
  readonly outside: Outside;
  readonly observer: Observer;
  readonly auditor: RefusalKeeper;
  readonly packPage: typeof packPage;
  /** Lets few pages be in memory at a time, however many clients pull. */
  readonly pageTurns: Turns;
  /** Milliseconds to stay away while the server takes no changes. */
  readonly closedForMs: () => number | undefined;
  /** What takes longer gets a line in the log. */
  readonly slowMs: number;
}

/** What the events of one connection work with. */
interface Line {
  readonly connection: Connection;
  readonly options: SyncEventsOptions;
  readonly answer: AnswerOptions;
}

/** The events that a connection may send by its protocol (S24), each answered in every case. */
export function syncEvents(connection: Connection, options: SyncEventsOptions): Map<string, Answerer> {
  const log = options.log.child({ socket: connection.id, user: connection.userId });
  const line = { connection, options, answer: { ...options, log, maxBytes: options.maxMessageBytes } };
  const events = new Map([
    ['sync:push', answerPush(line)],
    ['sync:pull', answerPull(line)],
  ]);
  if (connection.protocol === 1) return events.set('ping', answerPing1(line));
  return events
    .set('ping', answerPing(line))
    .set('sync:digest', answerDigest(line))
    .set('sync:known', answerKnown(line));
}

function answerPush({ connection, options, answer }: Line): Answerer {
  const { queue, limits, observer, auditor } = options;
  const telling = { log: answer.log, observer, auditor };
  return answering(
    'sync:push',
    {
      schema: pushRequestSchema,
      handle: async (request) => {
        refuseWhileDraining(options);
        const count = request.mutations.length;
        // An empty push acknowledges; it still costs a transaction.
        limits.takeMutations(connection.userId, Math.max(1, count));
        return queue.submit(count, (commit) => pushMutations(commit, connection, request, telling));
      },
    },
    answer,
  );
}

function answerPull(line: Line): Answerer {
  // One at a time, so that whoever asks without reading the answers holds no more than a page.
  const own = new Turns(1);
  const { limits, pageTurns } = line.options;
  return answering(
    'sync:pull',
    {
      schema: pullRequestSchema,
      handle: async (request) => {
        limits.takePull(line.connection.id);
        return own.run(() => pageTurns.run(() => readEnvelope(line, request)));
      },
    },
    line.answer,
  );
}

/** Reads again if somebody lost sight of what the page holds while it was packed (S11). */
async function readEnvelope(line: Line, request: PullRequest): Promise<PullEnvelope> {
  const { connection, options, answer } = line;
  for (;;) {
    const page = await options.store.read(() => readPage(connection, request));
    keepAcknowledged(page, request.acked, options.queue, answer.log);
    const envelope = await options.packPage(page);
    if (await options.store.read(() => mayBeSent(page, connection.userId))) return envelope;
  }
}

function answerPing({ connection, options, answer }: Line): Answerer {
  const { store, limits, outside } = options;
  return answering(
    'ping',
    {
      schema: pingRequestSchema,
      handle: async (request) => {
        limits.takeEvent(connection.id);
        return { at: outside.now(), ...(await store.read(() => readPing(connection, request))) };
      },
    },
    answer,
  );
}

function answerPing1({ connection, options, answer }: Line): Answerer {
  const { store, limits, outside } = options;
  return answering(
    'ping',
    {
      schema: pingRequestSchema1,
      handle: async (request) => {
        limits.takeEvent(connection.id);
        return { at: outside.now(), ...(await store.read(() => readPing1(connection, request))) };
      },
    },
    answer,
  );
}

function answerDigest({ connection, options, answer }: Line): Answerer {
  return answering(
    'sync:digest',
    {
      schema: digestRequestSchema,
      handle: async (request) => {
        options.limits.takePull(connection.id);
        return options.store.read(() => compareDigest(connection, request));
      },
    },
    answer,
  );
}

function answerKnown({ connection, options, answer }: Line): Answerer {
  return answering(
    'sync:known',
    {
      schema: knownRequestSchema,
      handle: async (request) => {
        options.limits.takePull(connection.id);
        return options.store.read(() => findUnknown(connection, request));
      },
    },
    answer,
  );
}

function refuseWhileDraining({ closedForMs }: SyncEventsOptions): void {
  const retryAfterMs = closedForMs();
  if (retryAfterMs === undefined) return;
  throw new HoldfastError('SERVER_BUSY', 'The server is stopping. Changes wait and are sent again.', {
    retryAfterMs,
    reason: 'draining',
  });
}

/** Nobody waits for this: if it is lost, the next push or pull says it again. */
function keepAcknowledged({ client }: Page, acked: number, queue: CommitQueue, log: Logger): void {
  if (client === undefined) return;
  queue
    .submit(0, () => acknowledge(client.clientId, acked))
    .catch((error: unknown) => log.warn({ err: error }, 'an acknowledgement was not kept'));
}
