import { Tabs } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useUnreadOf } from '../../hooks/use-unread.ts';
import { useWantedMessage } from '../../threads/thread-jumps.ts';
import { ThreadTools } from '../../threads/thread-tools.tsx';
import { UnreadCount } from '../../ui/unread-count.tsx';
import { ProjectConversation } from './project-conversation.tsx';
import styles from './project-tabs.module.css';
import { ProjectTickets } from './project-tickets.tsx';

type Part = 'tickets' | 'conversation';

/** The tickets of a project, or what is written about it. */
export function ProjectTabs({ projectId }: { readonly projectId: string }) {
  const { t } = useTranslation('projects');
  const [chosen, setChosen] = useState<Part>('tickets');
  const unread = useUnreadOf(projectId);
  // Who is led to one of its messages sees them.
  const isWanted = useWantedMessage(projectId) !== undefined;
  if (isWanted && chosen !== 'conversation') setChosen('conversation');
  return (
    <Tabs
      className={styles.tabs}
      value={chosen}
      onChange={(part) => setChosen(part === 'conversation' ? part : 'tickets')}
      keepMounted={false}
    >
      <div className={styles.head}>
        <Tabs.List aria-label={t('parts')} className={styles.list}>
          <Tabs.Tab value="tickets">{t('tickets')}</Tabs.Tab>
          <Tabs.Tab value="conversation" rightSection={<UnreadCount count={unread} />}>
            {t('conversation')}
          </Tabs.Tab>
        </Tabs.List>
        {chosen === 'conversation' && (
          <span className={styles.tools}>
            <ThreadTools threadId={projectId} />
          </span>
        )}
      </div>
      <Tabs.Panel value="tickets" className={styles.panel}>
        <ProjectTickets projectId={projectId} />
      </Tabs.Panel>
      <Tabs.Panel value="conversation" className={styles.panel}>
        <ProjectConversation projectId={projectId} />
      </Tabs.Panel>
    </Tabs>
  );
}
