import { userModel } from '@holdfast/shared/model/user.ts';
import { may } from '@holdfast/shared/permissions.ts';
import { IconUser } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Find } from '../../app/feature.ts';
import { useLiveQuery } from '../../hooks/use-live-query.ts';
import { useMe } from '../../hooks/use-people.ts';
import { goTo } from '../../state/route.ts';

const MOST = 4;

/** People by name or e-mail, for the palette of those who may change them. */
export function usePeopleFinds(words: string): readonly Find[] {
  const { t } = useTranslation('admin');
  const me = useMe();
  const search = words.trim();
  const isAsked = search !== '' && me !== undefined && may(me.role, 'user.change', false);
  const found = useLiveQuery(userModel, isAsked ? { search, offset: 0, limit: MOST } : undefined);
  return (found?.rows ?? []).map(({ row }) => ({
    id: row.id,
    label: row.name,
    hint: t(`role.${row.role}`),
    icon: IconUser,
    open: () => goTo({ screen: 'admin', id: 'people', detail: { table: 'user', id: row.id } }),
  }));
}
