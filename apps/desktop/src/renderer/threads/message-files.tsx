import { AttachmentList } from '../files/attachment-list.tsx';
import { useHandoversTo } from '../files/use-handovers.ts';
import type { ThreadMessage } from './thread-message.ts';

/** The files of a message, with those that its author adds to it right now. */
export function MessageFiles({ message: { row, files } }: { readonly message: ThreadMessage }) {
  const handovers = useHandoversTo({ kind: 'row', subjectTable: 'message', subjectId: row.id });
  if (row.deletedAt !== null) return null;
  return <AttachmentList attachments={files} handovers={handovers} isOfMessage />;
}
