import { spotlight } from '@mantine/spotlight';
import { IconArrowLeft, IconArrowRight, IconLayoutSidebar } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useMemory } from '../state/memory.ts';
import { ownRow } from '../state/own-row.ts';
import { closeInnermost, goBack, goForward, goTo } from '../state/route.ts';
import type { Command } from './feature.ts';
import { features } from './features.ts';
import { useHistoryCommands } from './history-commands.tsx';
import { useRailItems } from './use-rail-items.ts';

/** Everything that can be done right now, the frame's own commands last. */
export function useAllCommands(): readonly Command[] {
  const { t } = useTranslation();
  // biome-ignore lint/correctness/useHookAtTopLevel: the list of features never changes while the app runs
  const ofFeatures = features.flatMap((feature) => feature.useCommands?.() ?? []);
  const ofHistory = useHistoryCommands();
  const places = useRailItems().map(({ screen, feature, icon }, index) => ({
    id: `go ${screen}`,
    label: t('go', { place: t(`screen.${screen}`, { ns: feature }) }),
    keys: `mod+${index + 1}`,
    icon,
    run: () => goTo({ screen }),
  }));
  // A row's own window shows no lists.
  return [...ofFeatures, ...ofHistory, ...(ownRow() === null ? places : []), ...frameCommands(t)];
}

function frameCommands(t: (key: string) => string): readonly Command[] {
  return [
    { id: 'palette', label: t('palette'), keys: 'mod+K', run: spotlight.open },
    { id: 'close', label: t('detail.close'), keys: 'Escape', run: closeInnermost },
    { id: 'back', label: t('back'), keys: 'alt+ArrowLeft', icon: IconArrowLeft, run: goBack },
    { id: 'forward', label: t('forward'), keys: 'alt+ArrowRight', icon: IconArrowRight, run: goForward },
    { id: 'rail', label: t('rail.collapse'), keys: 'mod+B', icon: IconLayoutSidebar, run: toggleRail },
  ];
}

function toggleRail(): void {
  useMemory.setState(({ railCollapsed }) => ({ railCollapsed: !railCollapsed }));
}
