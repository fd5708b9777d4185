import { useTranslation } from 'react-i18next';
import { useNow } from '../../hooks/use-now.ts';
import { dateWriter } from '../../ui/locale.ts';
import { AlertsPart } from './alerts-part.tsx';
import { DivisionsPart } from './divisions-part.tsx';
import styles from './home.module.css';
import { MyWeekPart } from './my-week-part.tsx';
import { MyWorkPart } from './my-work-part.tsx';
import { RecentPart } from './recent-part.tsx';

const HOUR_MS = 3_600_000;
const writeToday = dateWriter({ weekday: 'long', day: 'numeric', month: 'long' });

/** What is one's own, this week, what needs eyes, and what one was at. All of it leads on. */
export function HomeScreen() {
  const { t } = useTranslation('home');
  const today = writeToday(new Date(useNow(HOUR_MS)));
  return (
    <section className={styles.screen} aria-label={t('screen.home')}>
      <h1 className={styles.day}>{today}</h1>
      <div className={styles.grid}>
        <div className={styles.column}>
          <MyWorkPart />
          <RecentPart />
        </div>
        <div className={styles.column}>
          <AlertsPart />
          <MyWeekPart />
          <DivisionsPart />
        </div>
      </div>
    </section>
  );
}
