import { useTranslation } from 'react-i18next';
import type { ScreenProps } from '../../app/feature.ts';
import { Empty, EmptyState } from '../../ui/empty-state.tsx';
import styles from './dashboards.module.css';
import { DivisionDashboard } from './division-dashboard.tsx';
import { DivisionLines } from './division-lines.tsx';
import { useDivisions } from './use-divisions.ts';

/** How a division goes, or which ones there are. */
export function DivisionScreen({ id }: ScreenProps) {
  return id === undefined ? <AllDivisions /> : <DivisionDashboard id={id} />;
}

function AllDivisions() {
  const { t } = useTranslation('dashboards');
  const divisions = useDivisions();
  if (divisions === undefined) return null;
  if (divisions.length === 0) {
    return (
      <Empty>
        <EmptyState title={t('divisions.none')} body={t('divisions.none.body')} />
      </Empty>
    );
  }
  return (
    <section className={styles.screen} aria-label={t('screen.division')}>
      <header className={styles.head}>
        <h1>{t('screen.division')}</h1>
      </header>
      <div className={styles.scroll}>
        <DivisionLines divisions={divisions} />
      </div>
    </section>
  );
}
