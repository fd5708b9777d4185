import { IconMessagePlus, IconMessageSearch } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Command } from '../../app/feature.ts';
import { goToMessageSearch } from './message-search-box.tsx';
import { openNewConversation } from './new-conversation-store.ts';

/** What can be done about conversations from anywhere. */
export function useConversationCommands(): readonly Command[] {
  const { t } = useTranslation('conversations');
  return [
    {
      id: 'new conversation',
      label: t('new'),
      keys: 'M',
      icon: IconMessagePlus,
      run: openNewConversation,
    },
    {
      id: 'search messages',
      label: t('search'),
      keys: 'mod+shift+F',
      icon: IconMessageSearch,
      run: goToMessageSearch,
    },
  ];
}
