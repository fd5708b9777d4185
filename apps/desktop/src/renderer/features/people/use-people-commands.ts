import { IconUsers } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Command } from '../../app/feature.ts';
import { goTo } from '../../state/route.ts';

/** The way to all people, who are no place of the rail's upper part. */
export function usePeopleCommands(): readonly Command[] {
  const { t } = useTranslation('people');
  const label = t('go', { ns: 'app', place: t('screen.people') });
  return [{ id: 'go people', label, icon: IconUsers, run: () => goTo({ screen: 'people' }) }];
}
