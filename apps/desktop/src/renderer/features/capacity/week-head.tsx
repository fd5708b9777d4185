import { useTranslation } from 'react-i18next';
import styles from './capacity-grid.module.css';
import { NAMES, WEEK } from './grid-sizes.ts';
import { dayNumber, longDay, monthOf } from './weeks.ts';

export interface WeekHeadProps {
  readonly weeks: readonly string[];
  /** Those in the page. */
  readonly first: number;
  readonly last: number;
  readonly thisWeek: string;
}

/** The weeks by their Mondays, in a line that stays in sight. */
export function WeekHead({ weeks, first, last, thisWeek }: WeekHeadProps) {
  const { t } = useTranslation('capacity');
  const columns = Array.from({ length: last - first + 1 }, (_, offset) => first + offset);
  return (
    <div role="rowgroup" className={styles.head}>
      <div role="row" aria-rowindex={1} className={styles.headRow}>
        <div role="columnheader" aria-colindex={1} className={styles.corner0}>
          {t('people')}
        </div>
        {columns.map((column) => {
          const week = weeks[column] ?? '';
          return (
            <div
              key={column}
              role="columnheader"
              aria-colindex={column + 2}
              className={styles.week}
              data-now={week === thisWeek || undefined}
              title={t('week.of', { day: longDay(week) })}
              style={{ insetInlineStart: NAMES + column * WEEK }}
            >
              <span>{isFirstOfYear(week, weeks[column - 1]) ? week.slice(0, 4) : monthOf(week)}</span>
              <span>{dayNumber(week)}</span>
            </div>
          );
        })}
      </div>
    </div>
  );
}

function isFirstOfYear(week: string, before: string | undefined): boolean {
  return before?.slice(0, 4) !== week.slice(0, 4);
}
