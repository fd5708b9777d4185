import type { Effect } from './effect/operations.ts';
import { get, insert, query, remove, update } from './effect/rows.ts';
import type { MutationContext } from './entity/define-mutation.ts';
import { findVisible } from './entity/rules.ts';
import { type Attachment, attachmentModel, notStored } from './model/attachment.ts';

/** A file as its author names it. */
export type NewAttachment = Pick<Attachment, 'id' | 'subjectTable' | 'subjectId' | 'name' | 'hash' | 'size'>;

/** Hangs a file on a row. Its bytes arrive on their own way; until then the row says so. */
export function* addAttachment(attachment: NewAttachment, { actor, at }: MutationContext): Effect<void> {
  const { id, subjectTable, subjectId, name, hash, size } = attachment;
  yield* insert(attachmentModel, {
    ...{ id, subjectTable, subjectId, name, hash, size },
    ...{ authorId: actor.id, createdAt: at },
    ...notStored,
  });
}

/** More rows of one content are not looked at to find one that the author may see. */
const MOST_LOOKED_AT = 20;

/**
 * Where the server has the bytes already, and the author may read them by another row, they need not send them
 * again. Only then: whoever merely knows a hash has not shown that they have what it is of. Of a file that was
 * taken away the bytes are nobody's to read; whoever attached it had them.
 */
export function* takeStored(id: string, context: MutationContext): Effect<void> {
  const attachment = yield* get(attachmentModel, id);
  if (attachment === undefined || attachment.storedAt !== null) return;
  const others = yield* query(attachmentModel, { hash: attachment.hash }, MOST_LOOKED_AT);
  for (const other of others) {
    if (other.storedAt === null || other.size !== attachment.size) continue;
    if (other.removedAt !== null && other.authorId !== context.actor.id) continue;
    if ((yield* findVisible(attachmentModel, other.id, context)) === undefined) continue;
    const { kind, width, height } = other;
    yield* update(attachmentModel, attachment, { storedAt: context.at, kind, width, height });
    return;
  }
}

/** Takes the files of a row away, so that they can be put back together with it. */
export function* takeAwayAttachments(subjectId: string, { actor, at }: MutationContext): Effect<void> {
  for (const attachment of yield* query(attachmentModel, { subjectId })) {
    if (attachment.removedAt !== null) continue;
    yield* update(attachmentModel, attachment, { removedAt: at, removedBy: actor.id });
  }
}

/** Whether a row has files that were not taken away. */
export function* hasAttachments(subjectId: string): Effect<boolean> {
  const attachments = yield* query(attachmentModel, { subjectId });
  return attachments.some(({ removedAt }) => removedAt === null);
}

/** Puts the files back that went with their row at that time. */
export function* putBackAttachments(subjectId: string, removedAt: string): Effect<void> {
  for (const attachment of yield* query(attachmentModel, { subjectId })) {
    if (attachment.removedAt !== removedAt) continue;
    yield* update(attachmentModel, attachment, { removedAt: null, removedBy: null });
  }
}

/** Removes the rows of a row's files, as if they had never been there. */
export function* removeAttachments(subjectId: string): Effect<void> {
  for (const { id } of yield* query(attachmentModel, { subjectId })) yield* remove(attachmentModel, id);
}
