import { ActionIcon, Menu } from '@mantine/core';
import {
  type Icon,
  IconCloudDownload,
  IconCopy,
  IconDeviceFloppy,
  IconDots,
  IconExternalLink,
  IconPin,
  IconPinnedOff,
  IconPlayerPause,
  IconPlayerPlay,
  IconRefresh,
  IconTrash,
  IconX,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { type FileAction, quickActions } from './file-actions.ts';
import styles from './files.module.css';
import type { OfferedAction } from './use-file-actions.ts';

const icons: Readonly<Record<FileAction, Icon>> = {
  open: IconExternalLink,
  save: IconDeviceFloppy,
  copy: IconCopy,
  fetch: IconCloudDownload,
  pause: IconPlayerPause,
  resume: IconPlayerPlay,
  retry: IconRefresh,
  stop: IconX,
  pin: IconPin,
  unpin: IconPinnedOff,
  remove: IconTrash,
};

export interface AttachmentActionsProps {
  /** Of the file. */
  readonly name: string;
  readonly actions: readonly OfferedAction[];
}

/** What can be done about a file: what concerns its way at hand, everything in a menu. */
export function AttachmentActions({ name, actions }: AttachmentActionsProps) {
  const { t } = useTranslation('files');
  const quick = actions.filter(({ action }) => quickActions.includes(action));
  return (
    <span className={styles.actions}>
      {quick.map(({ action, run }) => (
        <QuickAction key={action} label={t(`do.${action}`)} name={name} icon={icons[action]} run={run} />
      ))}
      <Menu position="bottom-end" width={240}>
        <Menu.Target>
          <ActionIcon aria-label={t('more', { name })} title={t('more', { name })}>
            <IconDots size={16} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown aria-label={t('more', { name })}>
          {actions.map((offered) => (
            <OneAction key={offered.action} {...offered} />
          ))}
        </Menu.Dropdown>
      </Menu>
    </span>
  );
}

interface QuickActionProps {
  readonly label: string;
  readonly name: string;
  readonly icon: Icon;
  readonly run: () => void;
}

function QuickAction({ label, name, icon: Icon, run }: QuickActionProps) {
  const { t } = useTranslation('files');
  return (
    <ActionIcon aria-label={t('do.of', { label, name })} title={label} onClick={run}>
      <Icon size={16} aria-hidden />
    </ActionIcon>
  );
}

function OneAction({ action, run, refusal }: OfferedAction) {
  const { t } = useTranslation('files');
  const Icon = icons[action];
  const refused =
    refusal === undefined ? {} : { 'data-disabled': true, 'aria-disabled': true, title: refusal };
  return (
    <Menu.Item
      leftSection={<Icon size={16} aria-hidden />}
      aria-description={refusal}
      {...refused}
      onClick={() => refusal === undefined && run()}
    >
      {t(`do.${action}`)}
    </Menu.Item>
  );
}
