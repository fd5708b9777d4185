import { writeList } from '../ui/locale.ts';
import { useAttachments } from './use-attachments.ts';

/** The names of something's files in one line, where a text would stand that it does not have. */
export function FileNames({ subjectId }: { readonly subjectId: string }) {
  const attachments = useAttachments(subjectId) ?? [];
  return writeList(attachments.map(({ row }) => row.name));
}
