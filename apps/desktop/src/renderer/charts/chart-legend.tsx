import styles from './chart.module.css';
import type { ChartSeries } from './chart-spec.ts';

/** What the bars and lines of a chart are; of a single one its title says it. */
export function ChartLegend({ series }: { readonly series: readonly ChartSeries[] }) {
  if (series.length < 2) return null;
  return (
    <ul className={styles.legend}>
      {series.map(({ key, label, look, tone }) => (
        <li key={key}>
          <span className={styles.swatch} data-look={look} data-tone={tone} aria-hidden />
          {label}
        </li>
      ))}
    </ul>
  );
}
