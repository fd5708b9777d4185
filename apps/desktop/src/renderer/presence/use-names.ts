import { useTranslation } from 'react-i18next';
import { usePeople } from '../hooks/use-people.ts';

/** What people are called, by their ids. */
export function useNames(): (userId: string) => string {
  const { t } = useTranslation();
  const people = usePeople();
  return (userId) => people.get(userId)?.name ?? t('somebody');
}
