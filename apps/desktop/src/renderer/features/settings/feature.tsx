import { IconSettings } from '@tabler/icons-react';
import { lazy } from 'react';
import { useTranslation } from 'react-i18next';
import type { Feature } from '../../app/feature.ts';
import { goTo } from '../../state/route.ts';
import { AccountItems } from './account-items.tsx';
import { DoNotDisturbMark } from './do-not-disturb-mark.tsx';
import { sectionOf } from './sections.ts';
import { SettingsPlace } from './settings-place.tsx';
import { texts } from './texts.ts';

const SettingsScreen = lazy(async () => ({
  default: (await import('./settings-screen.tsx')).SettingsScreen,
}));

/** What one chooses for oneself and for this device, what is new of the app, and what it is. */
export const feature: Feature = {
  name: 'settings',
  texts,
  screens: { settings: SettingsScreen },
  RailFoot: SettingsPlace,
  AccountMark: DoNotDisturbMark,
  AccountItems,
  useCommands: () => {
    const { t } = useTranslation('settings');
    return [
      {
        id: 'settings',
        label: t('screen.settings'),
        keys: 'mod+,',
        icon: IconSettings,
        run: () => goTo({ screen: 'settings' }),
      },
    ];
  },
  useTitle: ({ screen, id }) => {
    const { t } = useTranslation('settings');
    return screen === 'settings' ? t(`section.${sectionOf(id)}`) : undefined;
  },
};
