import { get } from '@holdfast/shared/effect/rows.ts';
import { preferenceModel } from '@holdfast/shared/model/preference.ts';
import { isChannelOn } from '@holdfast/shared/notification-kinds.ts';
import type { WireMutation } from '@holdfast/shared/protocol/mutation.ts';
import { findMutation } from '@holdfast/shared/registry.ts';
import type { ReadWork } from '../store/work.ts';
import type { Commit } from '../sync/commit.ts';
import { runReadingEffect } from '../sync/run-effect.ts';
import type { Sender } from '../sync/sender.ts';

/**
 * Tells the author of a change that was not accepted so: with one notification for all of a push. A change
 * that was no decision of theirs is passed over.
 */
export function* tellRefused(commit: Commit, { userId }: Sender, { id, name }: WireMutation): ReadWork<void> {
  if (findMutation(name)?.quiet) return;
  const preference = yield* runReadingEffect(get(preferenceModel, userId));
  if (!isChannelOn(preference?.channels ?? {}, 'refused', 'inbox')) return;
  const cause = { table: 'mutation', id };
  commit.notices.noteRest({ userId, kind: 'refused', subject: null, cause, urgent: false }, null);
}
