import { audienceOf } from '@holdfast/shared/audience.ts';
import type { Effect } from '@holdfast/shared/effect/operations.ts';
import { get } from '@holdfast/shared/effect/rows.ts';
import { type Attachment, attachmentModel } from '@holdfast/shared/model/attachment.ts';
import { HoldfastError, notFound } from '@holdfast/shared/protocol/errors.ts';
import { findModel } from '@holdfast/shared/registry.ts';
import { liveSession } from '../../auth/sessions.ts';
import { type ReadWork, readStore } from '../../store/work.ts';
import { activePerson } from '../../sync/person.ts';
import { runReadingEffect } from '../../sync/run-effect.ts';
import type { Reader } from './reader.ts';

/**
 * The scopes of whoever asks, as they stand in this snapshot.
 * @throws AUTHENTICATION_FAILED, AUTHORIZATION_FAILED for who was signed out, disabled or revoked
 */
export function* scopesOfReader(reader: Reader, now: number): ReadWork<ReadonlySet<string>> {
  if ('tokenId' in reader) return yield* scopesOfBot(reader.tokenId);
  yield* liveSession(reader.sessionId, now);
  return (yield* activePerson(reader.userId)).scopes;
}

/** Bots that are not told of files have no use for them. */
function* scopesOfBot(tokenId: string): ReadWork<ReadonlySet<string>> {
  const record = yield* readStore((tx) => tx.apiToken(tokenId));
  if (record === undefined || record.revokedAt !== undefined) {
    throw new HoldfastError('AUTHENTICATION_FAILED', 'This token is not good. Ask an administrator for one.');
  }
  if (record.events.includes('attachment:added')) return new Set(record.scopes);
  throw new HoldfastError(
    'AUTHORIZATION_FAILED',
    'This token is not for attachment:added, and so for no files.',
  );
}

/**
 * The file, if its bytes may be read by whoever asks, in this snapshot: they see its row (S8), and nobody has taken
 * it away.
 * @throws NOT_FOUND alike for a row that is absent, out of sight or taken away; and what scopesOfReader throws
 */
export function* requireReadable(id: string, reader: Reader, now: number): ReadWork<Attachment> {
  const scopes = yield* scopesOfReader(reader, now);
  const attachment = yield* runReadingEffect(findReadable(id, scopes));
  if (attachment === undefined) throw notFound(attachmentModel.label);
  return attachment;
}

function* findReadable(id: string, scopes: ReadonlySet<string>): Effect<Attachment | undefined> {
  const attachment = yield* get(attachmentModel, id);
  if (attachment === undefined || attachment.removedAt !== null) return undefined;
  const audience = yield* audienceOf(findModel, attachmentModel.table, attachment);
  return [...audience].some((scope) => scopes.has(scope)) ? attachment : undefined;
}
