import { IconShield } from '@tabler/icons-react';
import { lazy } from 'react';
import { useTranslation } from 'react-i18next';
import type { Feature } from '../../app/feature.ts';
import { sectionOf } from './sections.ts';
import { texts } from './texts.ts';
import { useAdminCommands } from './use-admin-commands.ts';
import { usePeopleFinds } from './use-people-finds.ts';

const AdminScreen = lazy(async () => ({ default: (await import('./admin-screen.tsx')).AdminScreen }));
const PersonDetail = lazy(async () => ({ default: (await import('./person-detail.tsx')).PersonDetail }));
const DivisionDetail = lazy(async () => ({
  default: (await import('./division-detail.tsx')).DivisionDetail,
}));

export const feature: Feature = {
  name: 'admin',
  texts,
  rail: [{ screen: 'admin', icon: IconShield, order: 90, needs: 'user.change' }],
  screens: { admin: AdminScreen },
  details: { user: PersonDetail, division: DivisionDetail },
  useCommands: useAdminCommands,
  useFinds: usePeopleFinds,
  useTitle: ({ screen, id }) => {
    const { t } = useTranslation('admin');
    return screen === 'admin' ? t(`section.${sectionOf(id)}`) : undefined;
  },
};
