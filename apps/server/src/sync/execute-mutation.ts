import { type ErrorCode, HoldfastError, toWireError } from '@holdfast/shared/protocol/errors.ts';
import { limits } from '@holdfast/shared/protocol/limits.ts';
import type { MutationResult, WireMutation } from '@holdfast/shared/protocol/mutation.ts';
import type { Logger } from 'pino';
import type { RefusalKeeper } from '../audit/auditor.ts';
import { tellRefused } from '../notify/tell-refused.ts';
import type { ResultRecord } from '../store/records.ts';
import { StorageFailure } from '../store/store.ts';
import { readStore, type WriteWork, writeStore } from '../store/work.ts';
import { applyMutation } from './apply-mutation.ts';
import { fieldChangesOf, resolveChain } from './chain.ts';
import type { Commit } from './commit.ts';
import type { Observer } from './observer.ts';
import type { Sender } from './sender.ts';

/** Who is told of what happens to mutations. */
export interface Telling {
  readonly log: Logger;
  readonly observer: Observer;
  readonly auditor: RefusalKeeper;
}

type Outcome = Pick<ResultRecord, 'ok' | 'version' | 'error' | 'refused'>;

/**
 * Gives one mutation its final answer and stores it (S5). The caller has made sure that its number
 * is the client's next. A mutation that the server knows by its id, because the client had to take
 * a new identity, takes effect no second time and gets the answer that it had (S6).
 * @throws StorageFailure only: everything else that goes wrong is an answer
 */
export function* executeMutation(
  commit: Commit,
  sender: Sender,
  mutation: WireMutation,
  telling: Telling,
): WriteWork<MutationResult> {
  const known = yield* readStore((tx) => tx.resultById(mutation.id));
  const outcome =
    known === undefined ? yield* decide(commit, sender, mutation, telling.log) : answerOf(known, sender);
  const record: ResultRecord = {
    ...outcome,
    clientId: sender.clientId,
    seq: mutation.seq,
    id: mutation.id,
    userId: sender.userId,
    at: commit.now,
  };
  yield* writeStore((tx) => tx.putResult(record));
  if (known === undefined) {
    if (!outcome.ok) yield* tellRefused(commit, sender, mutation);
    commit.afterwards(() => tell(telling, sender, mutation, outcome, ageOf(mutation, commit)));
  }
  return toResult(record);
}

function tell(
  { observer, auditor }: Telling,
  { userId }: Sender,
  { name }: WireMutation,
  outcome: Outcome,
  age: number,
): void {
  observer.decided(name, resultOf(outcome), age);
  if (outcome.error?.code !== 'AUTHORIZATION_FAILED') return;
  auditor.refused({ kind: 'change-refused', actorId: userId, subject: name.slice(0, 100) });
}

function resultOf({ ok, error }: Outcome): 'accepted' | ErrorCode {
  return ok ? 'accepted' : (error?.code ?? 'UNKNOWN_ERROR');
}

/** How long it lay in its author's outbox, in milliseconds; 0 where a clock goes ahead. */
function ageOf({ at }: WireMutation, { now }: Commit): number {
  return Math.max(0, Date.parse(now) - Date.parse(at)) || 0;
}

/** A stored answer as it travels. */
export function toResult({ seq, id, ok, version, error }: ResultRecord): MutationResult {
  if (ok) return version === undefined ? { seq, id, ok } : { seq, id, ok, version };
  return { seq, id, ok, error: error ?? forgotten };
}

const forgotten = {
  code: 'UNKNOWN_ERROR',
  message: 'This change was not accepted. Its reason was given before and is no longer kept.',
} as const;

function answerOf(known: ResultRecord, sender: Sender): Outcome {
  if (known.userId === sender.userId) return known;
  return refusal(new HoldfastError('CONFLICT', 'The id of this change belongs to another one.'));
}

function* decide(commit: Commit, sender: Sender, mutation: WireMutation, log: Logger): WriteWork<Outcome> {
  const resolved = yield* resolveChain(mutation, sender.userId);
  try {
    checkSize(mutation);
    const person = yield* commit.person(sender.userId);
    const version = yield* applyMutation(commit, person, resolved);
    return { ok: true, version, error: undefined };
  } catch (error) {
    if (error instanceof StorageFailure) throw error;
    if (!(error instanceof HoldfastError)) {
      log.error({ err: error, mutation: mutation.name, id: mutation.id }, 'a mutation failed');
    }
    return { ...refusal(error), refused: fieldChangesOf(resolved.name, resolved.args) };
  }
}

function refusal(error: unknown): Outcome {
  return { ok: false, version: undefined, error: toWireError(error) };
}

/** A mutation that is too large is refused for good: refusing the push would stop all behind it (S3). */
function checkSize(mutation: WireMutation): void {
  const bytes = Buffer.byteLength(JSON.stringify(mutation));
  if (bytes <= limits.mutationBytes) return;
  const kib = Math.round(limits.mutationBytes / 1024);
  throw new HoldfastError('PAYLOAD_TOO_LARGE', `This change is larger than ${kib} KiB. Make it shorter.`);
}
