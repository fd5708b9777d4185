import { ActionIcon, Tooltip } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { type RefObject, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PinnedMessages } from './pinned-messages.tsx';
import styles from './thread-bar.module.css';
import { ThreadFind } from './thread-find.tsx';
import { useFindKey } from './use-find-key.ts';

export interface ThreadBarProps {
  readonly threadId: string;
  readonly view: RefObject<HTMLElement | null>;
}

/** Over the messages: what is pinned, and finding in them. It floats, so that nothing moves when it comes. */
export function ThreadBar({ threadId, view }: ThreadBarProps) {
  const { t } = useTranslation('threads');
  const [isFinding, setIsFinding] = useState(false);
  useFindKey(view, () => setIsFinding(true));
  return (
    <div className={styles.bar}>
      <PinnedMessages threadId={threadId} />
      {isFinding ? (
        <ThreadFind threadId={threadId} view={view} onClose={() => setIsFinding(false)} />
      ) : (
        <Tooltip label={t('find.open')}>
          <ActionIcon aria-label={t('find.open')} onClick={() => setIsFinding(true)}>
            <IconSearch size={16} />
          </ActionIcon>
        </Tooltip>
      )}
    </div>
  );
}
