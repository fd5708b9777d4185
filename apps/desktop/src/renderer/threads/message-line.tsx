import type { Message } from '@holdfast/shared/model/message.ts';
import { useTranslation } from 'react-i18next';
import { FileNames } from '../files/file-names.tsx';
import { plainText } from '../ui/plain-text.ts';

/** So much of a text says which message is meant, and fits in a line. */
const SHORT = 200;

/** What a message says, in one line: its text, or the names of its files where they say all. */
export function MessageLine({ message }: { readonly message: Message }) {
  const { t } = useTranslation('threads');
  if (message.deletedAt !== null) return t('reply.deleted');
  const text = plainText(message.body).slice(0, SHORT);
  return text === '' ? <FileNames subjectId={message.id} /> : text;
}
