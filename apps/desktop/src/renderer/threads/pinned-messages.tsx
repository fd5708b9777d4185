import { type Message, messageModel } from '@holdfast/shared/model/message.ts';
import { Button, Popover } from '@mantine/core';
import { IconPin } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLiveQuery } from '../hooks/use-live-query.ts';
import { useNow } from '../hooks/use-now.ts';
import { usePeople } from '../hooks/use-people.ts';
import { clockTime } from '../ui/times.ts';
import { MessageLine } from './message-line.tsx';
import { jumpToMessage } from './thread-jumps.ts';
import styles from './thread-tools.module.css';

const MOST = 100;

/** How many messages are pinned; a click lists them, the one pinned last first. Nothing for none. */
export function PinnedMessages({ threadId }: { readonly threadId: string }) {
  const { t } = useTranslation('threads');
  const [isOpen, setIsOpen] = useState(false);
  const pinned = useLiveQuery(messageModel, {
    where: { threadId },
    range: { column: 'pinnedAt' },
    order: [{ column: 'pinnedAt', direction: 'descending' }],
    offset: 0,
    limit: MOST,
  });
  if (pinned === undefined || pinned.total === 0) return null;
  const go = (id: string) => {
    setIsOpen(false);
    jumpToMessage(threadId, id);
  };
  return (
    <Popover opened={isOpen} onChange={setIsOpen} position="bottom-end" trapFocus withRoles width={360}>
      <Popover.Target>
        <Button
          variant="subtle"
          color="gray"
          leftSection={<IconPin size={16} />}
          onClick={() => setIsOpen(!isOpen)}
        >
          {t('pinned.count', { count: pinned.total })}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <ul className={styles.pinned}>
          {pinned.rows.map(({ row }) => (
            <li key={row.id}>
              <PinnedMessage message={row} onGo={() => go(row.id)} />
            </li>
          ))}
        </ul>
      </Popover.Dropdown>
    </Popover>
  );
}

function PinnedMessage({ message, onGo }: { readonly message: Message; readonly onGo: () => void }) {
  const { t } = useTranslation('threads');
  const people = usePeople();
  const now = useNow(60_000);
  const nameOf = (id: string | null) => people.get(id ?? '')?.name ?? t('somebody', { ns: 'app' });
  return (
    <button type="button" className={styles.pin} title={t('jump.to')} onClick={onGo}>
      <span>
        <b>{nameOf(message.authorId)}</b> <span>{clockTime(message.createdAt, now)}</span>
      </span>
      <span className={styles.text} dir="auto">
        <MessageLine message={message} />
      </span>
      <span>{t('pinned.by', { name: nameOf(message.pinnedBy) })}</span>
    </button>
  );
}
