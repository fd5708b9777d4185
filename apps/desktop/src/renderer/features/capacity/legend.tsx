import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import grid from './capacity-grid.module.css';
import styles from './capacity-screen.module.css';

/** What the grounds of the cells mean. */
export function Legend({ limit }: { readonly limit: number }) {
  const { t } = useTranslation('capacity');
  const levels = ['under', 'well', 'full', 'over'] as const;
  return (
    <ul className={styles.legend} aria-label={t('legend')}>
      {levels.map((level) => (
        <li key={level} className={styles.meaning}>
          <span className={`${grid.cell} ${styles.swatch}`} data-level={level} aria-hidden>
            {level === 'over' && <IconAlertTriangle className={grid.mark} size={12} />}
          </span>
          {t(`legend.${level}`, { limit })}
        </li>
      ))}
    </ul>
  );
}
