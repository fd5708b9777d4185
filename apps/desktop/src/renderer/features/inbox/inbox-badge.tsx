import { useTranslation } from 'react-i18next';
import { useEngineStates } from '../../state/engine-states.ts';
import { UnreadCount } from '../../ui/unread-count.tsx';

/** How much in the inbox is unread; nothing for nothing. */
export function InboxBadge() {
  const { t } = useTranslation('inbox');
  const count = useEngineStates(({ inbox }) => inbox?.unread ?? 0);
  return <UnreadCount count={count} label={t('unread.count', { count })} />;
}
