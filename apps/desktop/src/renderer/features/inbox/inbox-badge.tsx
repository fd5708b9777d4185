import { useTranslation } from 'react-i18next';
import { useEngineStates } from '../../state/engine-states.ts';
import styles from './inbox.module.css';

const MOST = 99;

/** How much in the inbox is unread; nothing for nothing. */
export function InboxBadge() {
  const { t } = useTranslation('inbox');
  const count = useEngineStates(({ inbox }) => inbox?.unread ?? 0);
  if (count === 0) return null;
  const label = t('unread.count', { count });
  return (
    <span className={styles.badge} role="img" aria-label={label} title={label}>
      {count > MOST ? `${MOST}+` : count}
    </span>
  );
}
