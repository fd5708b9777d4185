import { useTranslation } from 'react-i18next';
import styles from './unread-count.module.css';

const MOST = 99;

export interface UnreadCountProps {
  readonly count: number;
  /** What is unread, where it is something else than messages. */
  readonly label?: string;
}

/** How much is unread; nothing for none. */
export function UnreadCount({ count, label: given }: UnreadCountProps) {
  const { t } = useTranslation();
  if (count === 0) return null;
  const label = given ?? t('unread', { count });
  return (
    <span className={styles.count} role="img" aria-label={label} title={label}>
      {count > MOST ? `${MOST}+` : count}
    </span>
  );
}
