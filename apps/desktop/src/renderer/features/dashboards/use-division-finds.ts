import { divisionModel } from '@holdfast/shared/model/division.ts';
import { may } from '@holdfast/shared/permissions.ts';
import { IconUsersGroup } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Find } from '../../app/feature.ts';
import { useLiveQuery } from '../../hooks/use-live-query.ts';
import { useMe } from '../../hooks/use-people.ts';
import { goTo } from '../../state/route.ts';
import { matches } from '../../ui/matches.ts';

const MOST = 5;

/** Divisions whose names have these words, in the palette. */
export function useDivisionFinds(words: string): readonly Find[] {
  const { t } = useTranslation('dashboards');
  const me = useMe();
  const isAsked = words.trim() !== '' && me !== undefined && may(me.role, 'ticket.assign', false);
  const found = useLiveQuery(divisionModel, isAsked ? { offset: 0, limit: 500 } : undefined);
  const fitting = found?.rows.filter(({ row }) => matches(row.name, words)) ?? [];
  return fitting.slice(0, MOST).map(({ row: { id, name } }) => ({
    id,
    label: name,
    hint: t('division'),
    icon: IconUsersGroup,
    open: () => goTo({ screen: 'division', id }),
  }));
}
