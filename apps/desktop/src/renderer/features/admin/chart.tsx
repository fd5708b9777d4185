import { useTranslation } from 'react-i18next';
import styles from './chart.module.css';
import { chartShape, type Point } from './chart-shape.ts';
import { durationWords } from './figures.ts';

export interface ChartProps {
  readonly title: string;
  /** Oldest first. */
  readonly points: readonly Point[];
  readonly now: number;
  readonly words: (value: number) => string;
  /** The left and the right edge, in milliseconds. */
  readonly from: number;
  readonly to: number;
}

const WIDTH = 300;
const HEIGHT = 48;

/** One figure, as it is now and as it was over the last hour at most. */
export function Chart({ title, points, now, words, from, to }: ChartProps) {
  const { t } = useTranslation('admin');
  const time = durationWords((to - from) / 1000);
  const shown = points.filter(({ at }) => at >= from);
  const { line, area, top } = chartShape(shown, { width: WIDTH, height: HEIGHT, from, to });
  const values = shown.map(({ value }) => value);
  const range =
    values.length === 0
      ? t('chart.nothing')
      : t('chart.range', { least: words(Math.min(...values)), most: words(Math.max(...values)), time });
  return (
    <figure className={styles.chart}>
      <figcaption className={styles.head}>
        <span>{title}</span>
        <b className={styles.now}>{words(now)}</b>
      </figcaption>
      <div className={styles.plot}>
        <span className={styles.top} aria-hidden>
          {words(top)}
        </span>
        <svg
          viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={t('chart.said', { title, range, now: words(now) })}
        >
          <path className={styles.area} d={area} />
          <path className={styles.line} d={line} />
        </svg>
      </div>
      <div className={styles.times} aria-hidden>
        <span>{t('chart.ago', { time })}</span>
        <span>{t('chart.now')}</span>
      </div>
    </figure>
  );
}
