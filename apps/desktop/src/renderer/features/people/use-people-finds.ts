import { userModel } from '@holdfast/shared/model/user.ts';
import { may } from '@holdfast/shared/permissions.ts';
import { IconUser } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Find } from '../../app/feature.ts';
import { useLiveQuery } from '../../hooks/use-live-query.ts';
import { useMe } from '../../hooks/use-people.ts';
import { goTo } from '../../state/route.ts';
import { personPlace } from './person-place.ts';

const MOST = 4;

/** People by name or e-mail, for the palette. Who may change them finds them in the administration. */
export function usePeopleFinds(words: string): readonly Find[] {
  const { t } = useTranslation('people');
  const me = useMe();
  const search = words.trim();
  const isAsked = search !== '' && me !== undefined && !may(me.role, 'user.change', false);
  const query = { search, where: { disabled: false }, offset: 0, limit: MOST };
  const found = useLiveQuery(userModel, isAsked ? query : undefined);
  return (found?.rows ?? []).map(({ row }) => ({
    id: row.id,
    label: row.name,
    hint: t(`role.${row.role}`),
    icon: IconUser,
    open: () => goTo(personPlace(row.id)),
  }));
}
