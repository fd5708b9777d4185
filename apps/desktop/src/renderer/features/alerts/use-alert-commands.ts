import { may } from '@holdfast/shared/permissions.ts';
import { IconAdjustments } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Command } from '../../app/feature.ts';
import { useMe } from '../../hooks/use-people.ts';
import { goTo } from '../../state/route.ts';
import { RULES } from './rules-place.ts';

/** The way to the rules, for whoever may change them. */
export function useAlertCommands(): readonly Command[] {
  const { t } = useTranslation('alerts');
  const me = useMe();
  if (me === undefined || !may(me.role, 'alert.rules', false)) return [];
  const label = t('go', { ns: 'app', place: t('rules') });
  const run = () => goTo({ screen: 'alerts', id: RULES });
  return [{ id: 'go alert rules', label, icon: IconAdjustments, run }];
}
