import { threadModel } from '@holdfast/shared/model/thread.ts';
import { IconMessages } from '@tabler/icons-react';
import { lazy } from 'react';
import { useTranslation } from 'react-i18next';
import type { Feature } from '../../app/feature.ts';
import { useRow } from '../../hooks/use-live-query.ts';
import type { Route } from '../../state/route-shape.ts';
import { conversationName } from './conversation-name.ts';
import { ConversationsBadge } from './conversations-badge.tsx';
import { texts } from './texts.ts';
import { useConversationCommands } from './use-conversation-commands.ts';
import { useConversationFinds } from './use-conversation-finds.ts';
import { useOthers } from './use-conversation-people.ts';

const ConversationsScreen = lazy(async () => ({
  default: (await import('./conversations-screen.tsx')).ConversationsScreen,
}));
const ConversationDetail = lazy(async () => ({
  default: (await import('./conversation-detail.tsx')).ConversationDetail,
}));
const NewConversationDialog = lazy(async () => ({
  default: (await import('./new-conversation-dialog.tsx')).NewConversationDialog,
}));

function useTitle({ screen, id }: Route): string | undefined {
  const { t } = useTranslation();
  const openId = screen === 'conversations' ? id : undefined;
  const thread = useRow(threadModel, openId)?.row;
  const others = useOthers(openId);
  if (thread === undefined) return undefined;
  return conversationName(
    thread,
    others.map(({ person }) => person),
    t('somebody'),
  );
}

export const feature: Feature = {
  name: 'conversations',
  texts,
  rail: [{ screen: 'conversations', icon: IconMessages, order: 40, Badge: ConversationsBadge }],
  screens: { conversations: ConversationsScreen },
  steady: ['conversations'],
  details: { thread: ConversationDetail },
  places: { thread: (id) => ({ screen: 'conversations', id }) },
  Dialogs: NewConversationDialog,
  useCommands: useConversationCommands,
  useFinds: useConversationFinds,
  useTitle,
};
