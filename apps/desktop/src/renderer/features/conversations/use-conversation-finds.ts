import { threadModel } from '@holdfast/shared/model/thread.ts';
import { IconMessage, IconUsers } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Find } from '../../app/feature.ts';
import { useLiveQuery } from '../../hooks/use-live-query.ts';
import { usePeople } from '../../hooks/use-people.ts';
import { goTo } from '../../state/route.ts';
import { plainText } from '../../ui/plain-text.ts';
import { foundParts, searchWords } from './found-parts.ts';
import { useFoundMessages } from './use-found-messages.ts';
import { useThreadPlaces } from './use-thread-places.ts';

const MOST = 5;

/** Groups by their names and messages by their words, for the palette. */
export function useConversationFinds(words: string): readonly Find[] {
  return [...useGroupFinds(words), ...useMessageFinds(words)];
}

function useGroupFinds(words: string): readonly Find[] {
  const { t } = useTranslation('conversations');
  const found = useLiveQuery(
    threadModel,
    searchWords(words).length === 0
      ? undefined
      : { search: words, where: { subjectTable: 'group' }, offset: 0, limit: MOST },
  );
  return (found?.rows ?? []).map(({ row }) => ({
    id: row.id,
    label: row.name ?? '',
    hint: t('details.group'),
    icon: IconUsers,
    open: () => goTo({ screen: 'conversations', id: row.id }),
  }));
}

function useMessageFinds(words: string): readonly Find[] {
  const { t } = useTranslation('conversations');
  const people = usePeople();
  const found = useFoundMessages(words, MOST)?.rows ?? [];
  const places = useThreadPlaces(found.map(({ row }) => row.threadId));
  return found.flatMap(({ row }) => {
    const place = places.get(row.threadId);
    if (place === undefined) return [];
    const author = people.get(row.authorId)?.name ?? t('somebody', { ns: 'app' });
    const parts = foundParts(plainText(row.body), words);
    return {
      id: row.id,
      label: parts.map(({ text }) => text).join(''),
      hint: `${author} ${t('search.where', { name: place.name })}`,
      icon: IconMessage,
      open: () => place.show(row.id),
    };
  });
}
