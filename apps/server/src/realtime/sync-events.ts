import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import { pingRequestSchema } from '@holdfast/shared/protocol/ping.ts';
import { pullRequestSchema } from '@holdfast/shared/protocol/pull.ts';
import { pushRequestSchema } from '@holdfast/shared/protocol/push.ts';
import type { Logger } from 'pino';
import type { Store } from '../store/store.ts';
import type { CommitQueue } from '../sync/commit-queue.ts';
import type { Connection } from '../sync/connections.ts';
import type { Outside } from '../sync/outside.ts';
import type { packPage } from '../sync/pack-page.ts';
import { readPing } from '../sync/ping.ts';
import { type Page, readPage } from '../sync/pull.ts';
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
  readonly packPage: typeof packPage;
  /** Milliseconds to stay away when the server stops; nothing while it runs. */
  readonly drainingForMs: () => number | undefined;
}

/** The events that a connection may send, each answered in every case. */
export function syncEvents(connection: Connection, options: SyncEventsOptions): Map<string, Answerer> {
  const { store, queue, limits, outside } = options;
  const log = options.log.child({ socket: connection.id, user: connection.userId });
  const answer: AnswerOptions = { log, maxBytes: options.maxMessageBytes };

  const push = answering(
    {
      schema: pushRequestSchema,
      handle: async (request) => {
        refuseWhileDraining(options);
        const count = request.mutations.length;
        // An empty push acknowledges; it still costs a transaction.
        limits.takeMutations(connection.userId, Math.max(1, count));
        return queue.submit(count, (commit) => pushMutations(commit, connection, request, log));
      },
    },
    answer,
  );

  const pull = answering(
    {
      schema: pullRequestSchema,
      handle: async (request) => {
        limits.takePull(connection.id);
        const page = await store.read(() => readPage(connection, request));
        keepAcknowledged(page, request.acked, queue, log);
        return options.packPage(page);
      },
    },
    answer,
  );

  const ping = answering(
    {
      schema: pingRequestSchema,
      handle: async (request) => {
        limits.takeEvent(connection.id);
        return { at: outside.now(), ...(await store.read(() => readPing(connection, request))) };
      },
    },
    answer,
  );

  return new Map([
    ['sync:push', push],
    ['sync:pull', pull],
    ['ping', ping],
  ]);
}

function refuseWhileDraining({ drainingForMs }: SyncEventsOptions): void {
  const retryAfterMs = drainingForMs();
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
