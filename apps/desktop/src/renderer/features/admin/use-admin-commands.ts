import { may } from '@holdfast/shared/permissions.ts';
import { IconShield } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Command } from '../../app/feature.ts';
import { useMe } from '../../hooks/use-people.ts';
import { goTo } from '../../state/route.ts';
import { sections } from './sections.ts';

/** The ways to each part of the administration, for those who have it. */
export function useAdminCommands(): readonly Command[] {
  const { t } = useTranslation('admin');
  const me = useMe();
  if (me === undefined || !may(me.role, 'user.change', false)) return [];
  return sections.map((section) => ({
    id: `admin ${section}`,
    label: t('goTo', { section: t(`section.${section}`) }),
    icon: IconShield,
    run: () => goTo({ screen: 'admin', id: section }),
  }));
}
