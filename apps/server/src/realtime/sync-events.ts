import { digestRequestSchema } from '@holdfast/shared/protocol/digest.ts';
import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import { knownRequestSchema } from '@holdfast/shared/protocol/known.ts';
import { pingRequestSchema, pingRequestSchema1 } from '@holdfast/shared/protocol/ping.ts';
import { type PullEnvelope, type PullRequest, pullRequestSchema } from '@holdfast/shared/protocol/pull.ts';
import { pushRequestSchema } from '@holdfast/shared/protocol/push.ts';
import type { Turns } from '@holdfast/shared/turns.ts';
import type { Logger } from 'pino';
import type { RefusalKeeper } from '../audit/auditor.ts';
import type { Store } from '../store/store.ts';
import { readAsTold, type Telling } from '../sync/as-told.ts';
import type { CommitQueue } from '../sync/commit-queue.ts';
import type { Connection } from '../sync/connections.ts';
import { compareDigest } from '../sync/digest.ts';
import { findUnknown } from '../sync/known.ts';
import type { Observer } from '../sync/observer.ts';
import type { Outside } from '../sync/outside.ts';
import type { packPage } from '../sync/pack-page.ts';
import { readPing, readPing1 } from '../sync/ping.ts';
import { type Page, readPage, sightAsOf } from '../sync/pull.ts';
import { acknowledge, expectedOf, pushMutations } from '../sync/push.ts';
import { type Answerer, type AnswerOptions, answering, nameOf } from './answer-event.ts';
import type { EventLimits } from './event-limits.ts';
import { OwnTurns } from './own-turns.ts';

export interface SyncEventsOptions {
  readonly store: Store;
  readonly queue: CommitQueue;
  readonly limits: EventLimits;
  readonly log: Logger;
  readonly outside: Outside;
  readonly observer: Observer;
  readonly auditor: RefusalKeeper;
  readonly packPage: typeof packPage;
  /** Lets few pages be in memory at a time, however many clients pull. */
  readonly pageTurns: Turns;
  /** Milliseconds to stay away while the server takes no changes. */
  readonly closedForMs: () => number | undefined;
  /** What this process tells: nothing may be sent by scopes that are older (S11). */
  readonly telling: Telling;
  readonly answer: AnswerOptions;
}

/** The events of sync. */
export function syncEvents(options: SyncEventsOptions): Map<string, Answerer> {
  return new Map([
    ['sync:push', answerPush(options)],
    ['sync:pull', answerPull(options)],
    ['ping', answerPing(options)],
    ['sync:digest', answerDigest(options)],
    ['sync:known', answerKnown(options)],
  ]);
}

/** The events of sync by protocol 1 (S24). */
export function firstSyncEvents(options: SyncEventsOptions): Map<string, Answerer> {
  return new Map([
    ['sync:push', answerPush(options)],
    ['sync:pull', answerPull(options)],
    ['ping', answerPing1(options)],
  ]);
}

function answerPush(options: SyncEventsOptions): Answerer {
  const { queue, limits, log, observer, auditor } = options;
  return answering(
    'sync:push',
    {
      schema: pushRequestSchema,
      handle: async (connection, request) => {
        refuseWhileDraining(options);
        const telling = { log: log.child(nameOf(connection)), observer, auditor };
        const count = request.mutations.length;
        // An empty push acknowledges; it still costs a transaction.
        limits.takeMutations(connection.userId, Math.max(1, count));
        return queue.submit(
          count,
          (commit) => pushMutations(commit, connection, request, telling),
          expectedOf(connection, request),
        );
      },
    },
    options.answer,
  );
}

function answerPull(options: SyncEventsOptions): Answerer {
  // One at a time of a connection, so that whoever asks without reading the answers holds no more than a page.
  const own = new OwnTurns();
  const { limits, pageTurns } = options;
  return answering(
    'sync:pull',
    {
      schema: pullRequestSchema,
      handle: async (connection, request) => {
        limits.takePull(connection.id);
        return own.run(connection, () => pageTurns.run(() => readEnvelope(connection, request, options)));
      },
    },
    options.answer,
  );
}

/** Reads again if somebody lost sight of what the page holds while it was packed (S11). */
async function readEnvelope(
  connection: Connection,
  request: PullRequest,
  options: SyncEventsOptions,
): Promise<PullEnvelope> {
  for (;;) {
    const page = await options.store.read(() => readPage(connection, request));
    keepAcknowledged(page, request.acked, connection, options);
    const envelope = await options.packPage(page);
    if (await isStillInSight(page, connection, options)) return envelope;
  }
}

/** Nothing is sent by sight older than what was told (S11). */
async function isStillInSight(
  page: Page,
  { userId }: Connection,
  { store, telling }: SyncEventsOptions,
): Promise<boolean> {
  const read = () => store.read(() => sightAsOf(page, userId));
  const asOf = await readAsTold(telling, read, (version) => version ?? Number.POSITIVE_INFINITY);
  return asOf !== undefined;
}

function answerPing(options: SyncEventsOptions): Answerer {
  const { store, limits, outside } = options;
  return answering(
    'ping',
    {
      schema: pingRequestSchema,
      handle: async (connection, request) => {
        limits.takeEvent(connection.id);
        return { at: outside.now(), ...(await store.read(() => readPing(connection, request))) };
      },
    },
    options.answer,
  );
}

function answerPing1(options: SyncEventsOptions): Answerer {
  const { store, limits, outside } = options;
  return answering(
    'ping',
    {
      schema: pingRequestSchema1,
      handle: async (connection, request) => {
        limits.takeEvent(connection.id);
        return { at: outside.now(), ...(await store.read(() => readPing1(connection, request))) };
      },
    },
    options.answer,
  );
}

function answerDigest(options: SyncEventsOptions): Answerer {
  return answering(
    'sync:digest',
    {
      schema: digestRequestSchema,
      handle: async (connection, request) => {
        options.limits.takePull(connection.id);
        return options.store.read(() => compareDigest(connection, request));
      },
    },
    options.answer,
  );
}

function answerKnown(options: SyncEventsOptions): Answerer {
  return answering(
    'sync:known',
    {
      schema: knownRequestSchema,
      handle: async (connection, request) => {
        options.limits.takePull(connection.id);
        return options.store.read(() => findUnknown(connection, request));
      },
    },
    options.answer,
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
function keepAcknowledged(
  { client }: Page,
  acked: number,
  connection: Connection,
  { queue, log }: SyncEventsOptions,
): void {
  if (client === undefined) return;
  queue
    .submit(0, () => acknowledge(client.clientId, acked))
    .catch((error: unknown) => {
      log.warn({ ...nameOf(connection), err: error }, 'an acknowledgement was not kept');
    });
}
