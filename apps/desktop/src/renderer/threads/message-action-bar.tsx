import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import {
  IconArrowBackUp,
  IconCopy,
  IconDots,
  IconMoodPlus,
  IconPencil,
  IconPin,
  IconPinnedOff,
  IconTrash,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Keys } from '../ui/keys.tsx';
import styles from './message-item.module.css';
import { messageKeys } from './message-keys.ts';
import { SeenByAll } from './message-seen.tsx';
import { emojiToPick } from './reaction-emoji.ts';
import type { ThreadMessage } from './thread-message.ts';
import type { MessageActions } from './use-message-actions.ts';

export interface MessageActionBarProps {
  readonly message: ThreadMessage;
  readonly actions: MessageActions;
}

/** What one can do with a message, over its corner while one is near it. */
export function MessageActionBar({ message, actions }: MessageActionBarProps) {
  const { t } = useTranslation('threads');
  return (
    <div className={styles.bar} role="toolbar" aria-label={t('actions')}>
      {actions.react !== undefined && <ReactMenu react={actions.react} />}
      {actions.reply !== undefined && (
        <Tooltip label={t('reply')}>
          <ActionIcon aria-label={t('reply')} onClick={actions.reply}>
            <IconArrowBackUp size={16} />
          </ActionIcon>
        </Tooltip>
      )}
      <MoreMenu message={message} actions={actions} />
    </div>
  );
}

function ReactMenu({ react }: { readonly react: (emoji: string) => void }) {
  const { t } = useTranslation('threads');
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label={t('react')} title={t('react')}>
          <IconMoodPlus size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown aria-label={t('react')}>
        <div className={styles.emojis}>
          {emojiToPick.map((emoji) => (
            <Menu.Item key={emoji} className={styles.emoji} onClick={() => react(emoji)}>
              {emoji}
            </Menu.Item>
          ))}
        </div>
      </Menu.Dropdown>
    </Menu>
  );
}

function MoreMenu({ message, actions }: MessageActionBarProps) {
  const { t } = useTranslation('threads');
  const isPinned = message.row.pinnedAt !== null;
  return (
    <Menu position="bottom-end" width={220}>
      <Menu.Target>
        <ActionIcon aria-label={t('more')} title={t('more')}>
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown aria-label={t('more')}>
        <SeenByAll message={message.row} />
        {actions.edit !== undefined && (
          <Menu.Item
            leftSection={<IconPencil size={16} />}
            rightSection={<Keys keys={messageKeys.edit} />}
            onClick={actions.edit}
          >
            {t('edit')}
          </Menu.Item>
        )}
        {actions.copy !== undefined && (
          <Menu.Item
            leftSection={<IconCopy size={16} />}
            rightSection={<Keys keys={messageKeys.copy} />}
            onClick={actions.copy}
          >
            {t('copy')}
          </Menu.Item>
        )}
        <Menu.Item
          leftSection={isPinned ? <IconPinnedOff size={16} /> : <IconPin size={16} />}
          rightSection={<Keys keys={messageKeys.pin} />}
          onClick={actions.pin}
        >
          {t(isPinned ? 'unpin' : 'pin')}
        </Menu.Item>
        {actions.remove !== undefined && (
          <Menu.Item
            leftSection={<IconTrash size={16} />}
            rightSection={<Keys keys={messageKeys.remove} />}
            onClick={actions.remove}
          >
            {t('remove')}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
