import { type Attachment, attachmentModel } from '@holdfast/shared/model/attachment.ts';
import { messageModel } from '@holdfast/shared/model/message.ts';
import type { NewChange } from '../state/mutate.ts';
import { readOnce } from '../state/read-once.ts';

/** How a file is taken away, and how that is taken back. */
export interface Removal {
  readonly change: NewChange;
  readonly back: NewChange;
}

/** A message of which a file is all there is goes with it: an empty one would say nothing. */
export async function removalOf(
  attachment: Pick<Attachment, 'id' | 'subjectTable' | 'subjectId'>,
): Promise<Removal> {
  const { id, subjectId } = attachment;
  if (await isAllOfMessage(attachment))
    return {
      change: { name: 'message.delete', args: { id: subjectId } },
      back: { name: 'message.put-back', args: { id: subjectId, body: '' } },
    };
  return {
    change: { name: 'attachment.remove', args: { id } },
    back: { name: 'attachment.restore', args: { id } },
  };
}

async function isAllOfMessage({ subjectTable, subjectId }: Pick<Attachment, 'subjectTable' | 'subjectId'>) {
  if (subjectTable !== 'message') return false;
  const [messages, files] = await Promise.all([
    readOnce({ table: messageModel.table, where: { id: subjectId }, offset: 0, limit: 1 }),
    readOnce({ table: attachmentModel.table, where: { subjectId, removedAt: null }, offset: 0, limit: 2 }),
  ]);
  return messages.rows[0]?.row.body === '' && files.rows.length === 1;
}
