import { may } from '@holdfast/shared/permissions.ts';
import { IconUsersGroup } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Command } from '../../app/feature.ts';
import { useMe } from '../../hooks/use-people.ts';
import { goTo } from '../../state/route.ts';

/** The way to all divisions, who are no place of the rail. */
export function useDivisionCommands(): readonly Command[] {
  const { t } = useTranslation('dashboards');
  const me = useMe();
  if (me === undefined || !may(me.role, 'ticket.assign', false)) return [];
  const label = t('go', { ns: 'app', place: t('screen.division') });
  return [{ id: 'go division', label, icon: IconUsersGroup, run: () => goTo({ screen: 'division' }) }];
}
