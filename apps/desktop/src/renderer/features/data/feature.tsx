import { may } from '@holdfast/shared/permissions.ts';
import { IconTransfer } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Feature } from '../../app/feature.ts';
import { useMe } from '../../hooks/use-people.ts';
import { goTo } from '../../state/route.ts';
import { texts } from './texts.ts';

export const feature: Feature = {
  name: 'data',
  texts,
  useCommands: () => {
    const { t } = useTranslation('data');
    const me = useMe();
    if (me === undefined || !may(me.role, 'ticket.import', false)) return [];
    const open = () => goTo({ screen: 'admin', id: 'data' });
    return [{ id: 'data import', label: t('command'), icon: IconTransfer, run: open }];
  },
};
