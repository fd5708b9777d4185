import { ActionIcon, Tooltip } from '@mantine/core';
import { IconListSearch } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { openFind } from './find-store.ts';
import { PinnedMessages } from './pinned-messages.tsx';
import styles from './thread-tools.module.css';

/** For the head of a thread: what is pinned, and finding in it. */
export function ThreadTools({ threadId }: { readonly threadId: string }) {
  const { t } = useTranslation('threads');
  return (
    <span className={styles.tools}>
      <PinnedMessages threadId={threadId} />
      <Tooltip label={t('find.open')}>
        <ActionIcon aria-label={t('find.open')} onClick={() => openFind(threadId)}>
          <IconListSearch size={16} />
        </ActionIcon>
      </Tooltip>
    </span>
  );
}
