import { ActionIcon, Tooltip } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { bridge } from '../../state/bridge.ts';
import { isLinked, type LinkedTable } from './row-of-link.ts';

export interface OpenOwnWindowProps {
  readonly table: LinkedTable;
  readonly id: string;
}

/** Opens a ticket, a project or a conversation in a window of its own: for the head of one. */
export function OpenOwnWindow({ table, id }: OpenOwnWindowProps) {
  const { t } = useTranslation('links');
  if (isInOwnWindow(table, id)) return null;
  return (
    <Tooltip label={t('own')}>
      <ActionIcon aria-label={t('own')} onClick={() => bridge.shell.call('openWindow', { table, id })}>
        <IconExternalLink size={16} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}

/** Whether this window is the row's own. */
export function isInOwnWindow(table: string, id: string): boolean {
  const { own } = bridge.shell;
  return own !== null && own.table === table && own.id === id && isLinked(table);
}
