import { useTranslation } from 'react-i18next';
import { UnreadCount } from '../../ui/unread-count.tsx';
import { useOpenAlertCount } from './use-alerts.ts';

/** How many alerts wait for somebody; nothing for none. */
export function AlertsBadge() {
  const { t } = useTranslation('alerts');
  const count = useOpenAlertCount();
  return <UnreadCount count={count} label={t('open.count', { count })} />;
}
