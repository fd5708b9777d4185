import { idSchema } from '@holdfast/shared/ids.ts';
import { userModel } from '@holdfast/shared/model/user.ts';
import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import type { MutationResult, WireMutation } from '@holdfast/shared/protocol/mutation.ts';
import type { PushRequest, PushResponse } from '@holdfast/shared/protocol/push.ts';
import { findModel } from '@holdfast/shared/registry.ts';
import { z } from 'zod';
import type { ClientRecord, Expected } from '../store/records.ts';
import { readStore, type WriteWork, writeStore } from '../store/work.ts';
import type { Commit } from './commit.ts';
import { executeMutation, type Telling, toResult } from './execute-mutation.ts';
import type { Sender } from './sender.ts';

/**
 * Answers a push: repeats get their stored results, the rest take effect in order. Whatever it
 * throws consumes no number (S5) and is thrown before anything is written.
 * @throws CONFLICT (`epoch`, `client`, `seq`, `gap`; with `lastSeq`), AUTHORIZATION_FAILED (`disabled`),
 *   INVALID_MESSAGE
 */
export function* pushMutations(
  commit: Commit,
  sender: Sender,
  request: PushRequest,
  telling: Telling,
): WriteWork<PushResponse> {
  const epoch = yield* readStore((tx) => tx.epoch());
  if (request.epoch !== epoch) {
    throw new HoldfastError('CONFLICT', 'The server was set up anew. Pull first.', { reason: 'epoch' });
  }
  yield* commit.person(sender.userId);
  const client = yield* clientOf(sender);
  checkNumbers(request.mutations, client);
  const repeats = request.mutations.filter((mutation) => mutation.seq <= client.lastSeq);
  const fresh = request.mutations.slice(repeats.length);

  const results: MutationResult[] = [];
  for (const mutation of repeats) results.push(yield* storedResult(client, mutation));
  for (const mutation of fresh) results.push(yield* executeMutation(commit, sender, mutation, telling));

  const lastSeq = client.lastSeq + fresh.length;
  yield* noteProgress(client, lastSeq, request.acked);
  return { epoch, lastSeq, results };
}

/** What a push will ask the database for, as far as it shows before it runs: a guess that is wrong costs little. */
export function expectedOf({ clientId, userId }: Sender, { mutations }: PushRequest): Expected {
  return {
    clients: [clientId],
    results: mutations.map(({ id }) => id),
    rows: [{ table: userModel.table, id: userId }, ...mutations.flatMap(rowNamedBy)],
  };
}

/** `ticket.update` of `{ id }` mostly changes that ticket. */
function rowNamedBy({ name, args }: WireMutation): Expected['rows'] {
  const table = name.split('.')[0] ?? '';
  const named = namedSchema.safeParse(args);
  return named.success && findModel(table) !== undefined ? [{ table, id: named.data.id }] : [];
}

const namedSchema = z.object({ id: idSchema });

function* clientOf(sender: Sender): WriteWork<ClientRecord> {
  const client = yield* readStore((tx) => tx.client(sender.clientId));
  if (client === undefined) return { ...sender, lastSeq: 0, acked: 0 };
  if (client.userId === sender.userId) return client;
  throw new HoldfastError('CONFLICT', 'This copy of the app belongs to somebody else.', {
    reason: 'client',
    lastSeq: 0,
  });
}

/**
 * Numbers rise, and those that are not known yet go on by one from the last that is (S2, S6). A hole
 * among the known ones is none: its answer has left the client's outbox already.
 */
function checkNumbers(mutations: readonly WireMutation[], client: ClientRecord): void {
  if (mutations.some(({ seq }, place) => seq <= (mutations[place - 1]?.seq ?? 0))) {
    throw new HoldfastError('INVALID_MESSAGE', 'The numbers of the changes of a push must rise.');
  }
  const fresh = mutations.filter(({ seq }) => seq > client.lastSeq);
  const hole = fresh.findIndex(({ seq }, place) => seq !== client.lastSeq + 1 + place);
  if (hole !== -1) throw missing(client.lastSeq + 1 + hole, client);
}

function missing(seq: number, client: ClientRecord): HoldfastError {
  return new HoldfastError('CONFLICT', `Change number ${seq} is missing.`, {
    reason: 'gap',
    lastSeq: client.lastSeq,
  });
}

/**
 * A repeat gets the answer that it had. What the client has acknowledged it pushes again only if its
 * profile was put back to an earlier copy: it counts anew, so that it is told everything again (S6).
 */
function* storedResult(client: ClientRecord, mutation: WireMutation): WriteWork<MutationResult> {
  const stored = yield* readStore((tx) => tx.result(client.clientId, mutation.seq));
  if (stored?.id === mutation.id && mutation.seq > client.acked) return toResult(stored);
  throw new HoldfastError('CONFLICT', `Change number ${mutation.seq} is another one on the server.`, {
    reason: 'seq',
    lastSeq: client.lastSeq,
  });
}

/** Keeps that a client has its results up to a number on its disk. */
export function* acknowledge(clientId: string, acked: number): WriteWork<void> {
  const client = yield* readStore((tx) => tx.client(clientId));
  if (client !== undefined) yield* noteProgress(client, client.lastSeq, acked);
}

/** Keeps how far the client is, and forgets the bodies of the results that it has on its disk. */
function* noteProgress(client: ClientRecord, lastSeq: number, claimed: number): WriteWork<void> {
  const acked = Math.max(client.acked, Math.min(claimed, lastSeq));
  if (acked > client.acked) {
    yield* writeStore((tx) => tx.dropResultBodies(client.clientId, client.acked, acked));
  }
  if (acked === client.acked && lastSeq === client.lastSeq) return;
  yield* writeStore((tx) => tx.putClient({ ...client, lastSeq, acked }));
}
