import { findVisible } from '@holdfast/shared/entity/rules.ts';
import { type Attachment, attachmentModel } from '@holdfast/shared/model/attachment.ts';
import { notFound } from '@holdfast/shared/protocol/errors.ts';
import { findModel } from '@holdfast/shared/registry.ts';
import { formatTime } from '@holdfast/shared/times.ts';
import type { ReadWork } from '../../store/work.ts';
import { activePerson } from '../../sync/person.ts';
import { runReadingEffect } from '../../sync/run-effect.ts';

/**
 * The row whose bytes a person may send now: their own, still in their sight, and not taken away.
 * @param now milliseconds since 1970
 * @throws NOT_FOUND alike for one that is not there (yet), that is somebody else's, out of sight, or taken away;
 *   what activePerson throws
 */
export function* ownAttachment(userId: string, id: string, now: number): ReadWork<Attachment> {
  const { user, scopes } = yield* activePerson(userId);
  const context = { actor: user, scopes, at: formatTime(now), findModel };
  const row = yield* runReadingEffect(findVisible(attachmentModel, id, context));
  if (row === undefined || row.authorId !== userId || row.removedAt !== null) {
    throw notFound(attachmentModel.label);
  }
  return row;
}
