import { useTranslation } from 'react-i18next';
import styles from './unread-count.module.css';

const MOST = 99;

/** How many messages are unread; nothing for none. */
export function UnreadCount({ count }: { readonly count: number }) {
  const { t } = useTranslation();
  if (count === 0) return null;
  const label = t('unread', { count });
  return (
    <span className={styles.count} role="img" aria-label={label} title={label}>
      {count > MOST ? `${MOST}+` : count}
    </span>
  );
}
