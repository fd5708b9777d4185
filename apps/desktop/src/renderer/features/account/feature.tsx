import { IconUserCircle } from '@tabler/icons-react';
import { lazy } from 'react';
import { useTranslation } from 'react-i18next';
import type { Feature } from '../../app/feature.ts';
import { goTo } from '../../state/route.ts';
import { texts } from './texts.ts';

const AccountScreen = lazy(async () => ({ default: (await import('./account-screen.tsx')).AccountScreen }));

/** One's own account. It is reached from the account's menu and the palette, not from the rail. */
export const feature: Feature = {
  name: 'account',
  texts,
  screens: { account: AccountScreen },
  useCommands: () => {
    const { t } = useTranslation('account');
    return [
      { id: 'account', label: t('open'), icon: IconUserCircle, run: () => goTo({ screen: 'account' }) },
    ];
  },
};
