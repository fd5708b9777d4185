import type { Thread } from '@holdfast/shared/model/thread.ts';
import { useTranslation } from 'react-i18next';
import { useMutation } from '../../hooks/use-mutation.ts';
import { OverwriteCards } from '../overwrites/overwrite-cards.tsx';

/** Tells whoever named a group that somebody named it otherwise without having seen that (S28). */
export function ReplacedName({ thread }: { readonly thread: Thread }) {
  const { t } = useTranslation('conversations');
  const { mutate } = useMutation();
  const name = { was: thread.name ?? '' };
  return (
    <OverwriteCards
      subjectId={thread.id}
      fieldName={() => t('name')}
      words={(_field, value) => String(value ?? '')}
      putBack={(_field, mine) =>
        mutate('conversation.rename', { id: thread.id, changes: { name: { ...name, now: String(mine) } } })
      }
    />
  );
}
