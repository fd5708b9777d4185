import type { Attachment } from '@holdfast/shared/model/attachment.ts';
import { useTranslation } from 'react-i18next';
import type { FileState } from '../../engine/api/files.ts';
import { useConnection } from '../hooks/use-connection.ts';
import { useMyId, usePeople } from '../hooks/use-people.ts';
import { type FileWords, fileWords } from './file-words.ts';

/** Says how files are, in the words of the page. */
export function useFileWords(): (attachment: Attachment, file: FileState | undefined) => FileWords {
  const { t } = useTranslation('files');
  const people = usePeople();
  const me = useMyId();
  const isLive = useConnection()?.state === 'live';
  return (attachment, file) =>
    fileWords(attachment, file, {
      t,
      isLive,
      isMine: attachment.authorId === me,
      authorName: people.get(attachment.authorId)?.name ?? t('somebody', { ns: 'app' }),
    });
}
