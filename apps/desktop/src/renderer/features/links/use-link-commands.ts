import { IconExternalLink, IconLink } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Command } from '../../app/feature.ts';
import { bridge } from '../../state/bridge.ts';
import { rowOfRoute } from '../../state/places.ts';
import { useRoute } from '../../state/route.ts';
import { isInOwnWindow } from './own-window.ts';
import { isLinked } from './row-of-link.ts';
import { useCopyLink } from './use-copy-link.ts';

/** What can be done with the link of the row that is open. */
export function useLinkCommands(): readonly Command[] {
  const { t } = useTranslation('links');
  const row = rowOfRoute(useRoute(({ route }) => route));
  const copy = useCopyLink(row);
  if (row === undefined || copy === undefined) return [];
  const { table, id } = row;
  const commands: Command[] = [
    { id: 'copy link', label: t('copy'), keys: 'mod+shift+C', icon: IconLink, run: copy },
  ];
  if (!isLinked(table) || isInOwnWindow(table, id)) return commands;
  const open = () => bridge.shell.call('openWindow', { table, id });
  commands.push({
    id: 'own window',
    label: t('own'),
    keys: 'mod+shift+O',
    icon: IconExternalLink,
    run: open,
  });
  return commands;
}
