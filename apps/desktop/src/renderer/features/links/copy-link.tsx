import { ActionIcon, Tooltip } from '@mantine/core';
import { IconLink } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Target } from '../../../preload/bridge.ts';
import { useCopyLink } from './use-copy-link.ts';

/** Copies the link of a ticket, a project or a conversation: for the head of one. */
export function CopyLink(row: Target) {
  const { t } = useTranslation('links');
  const copy = useCopyLink(row);
  if (copy === undefined) return null;
  return (
    <Tooltip label={t('copy')}>
      <ActionIcon aria-label={t('copy')} onClick={copy}>
        <IconLink size={16} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}
