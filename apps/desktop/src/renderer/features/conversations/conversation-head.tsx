import type { Thread } from '@holdfast/shared/model/thread.ts';
import { Button, Tooltip } from '@mantine/core';
import { IconUsers } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { PersonStatus } from '../../presence/person-status.tsx';
import { Viewers } from '../../presence/viewers.tsx';
import { goTo, useRoute } from '../../state/route.ts';
import { ThreadTools } from '../../threads/thread-tools.tsx';
import { WaitingDot } from '../../ui/waiting-dot.tsx';
import { SubjectMenu } from '../inbox/subject-menu.tsx';
import { ConversationAvatar } from './conversation-avatar.tsx';
import styles from './conversation-head.module.css';
import { conversationName } from './conversation-name.ts';
import { useConversationPeople, useOthers } from './use-conversation-people.ts';

export interface ConversationHeadProps {
  readonly thread: Thread;
  readonly waiting: boolean;
  readonly room: string;
}

/** What a conversation is called, who looks at it, and the way to who takes part in it. */
export function ConversationHead({ thread, waiting, room }: ConversationHeadProps) {
  const { t } = useTranslation();
  const others = useOthers(thread.id).map(({ person }) => person);
  const isOne = thread.subjectTable === 'direct' && others.length === 1;
  const [other] = others;
  return (
    <header className={styles.head}>
      <ConversationAvatar thread={thread} others={others} />
      <h2 className={styles.name} dir="auto">
        {conversationName(thread, others, t('somebody'))}
      </h2>
      {isOne && other !== undefined && <PersonStatus userId={other.id} />}
      {waiting && <WaitingDot />}
      <span className={styles.end}>
        <Viewers room={room} />
        <ThreadTools threadId={thread.id} />
        <PeopleButton threadId={thread.id} />
        <SubjectMenu table="thread" id={thread.id} />
      </span>
    </header>
  );
}

/** How many take part; opens and closes who they are, beside the conversation. */
function PeopleButton({ threadId }: { readonly threadId: string }) {
  const { t } = useTranslation('conversations');
  const members = useConversationPeople(threadId);
  const isOpen = useRoute(({ route }) => route.detail?.table === 'thread' && route.detail.id === threadId);
  const place = { screen: 'conversations', id: threadId };
  const toggle = () => goTo(isOpen ? place : { ...place, detail: { table: 'thread', id: threadId } });
  return (
    <Tooltip label={t('details.open')}>
      <Button
        variant="default"
        leftSection={<IconUsers size={16} aria-hidden />}
        aria-pressed={isOpen}
        onClick={toggle}
      >
        {t('people.count', { count: members?.length ?? 0 })}
      </Button>
    </Tooltip>
  );
}
