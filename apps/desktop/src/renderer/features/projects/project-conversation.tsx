import { useTranslation } from 'react-i18next';
import { Composer } from '../../threads/composer.tsx';
import { ThreadDrop } from '../../threads/thread-drop.tsx';
import { ThreadView } from '../../threads/thread-view.tsx';
import styles from './project-page.module.css';

/** What is written about a project, by everyone who sees it. */
export function ProjectConversation({ projectId }: { readonly projectId: string }) {
  const { t } = useTranslation('projects');
  const room = `project:${projectId}`;
  return (
    <section className={styles.conversation} aria-label={t('conversation')}>
      <ThreadDrop threadId={projectId} className={styles.messages}>
        <ThreadView threadId={projectId} room={room} label={t('messages')} hasTools={false} />
      </ThreadDrop>
      <Composer threadId={projectId} room={room} kind="message" />
    </section>
  );
}
