import { may, type Permission, whoMay } from '@holdfast/shared/permissions.ts';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../hooks/use-people.ts';

/** Says in words why something is not for this person; nothing where it is. */
export function useRefusal(permission: Permission): string | undefined {
  const { t } = useTranslation('admin');
  const me = useMe();
  if (me === undefined || may(me.role, permission, false)) return undefined;
  const who = whoMay(permission);
  return t('only', { who: who.charAt(0).toUpperCase() + who.slice(1) });
}
