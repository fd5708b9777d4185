import { useTranslation } from 'react-i18next';
import styles from './chart.module.css';
import type { ChartSpec } from './chart-spec.ts';

/** The figures of a chart, to read one by one. */
export function ChartTable({ spec }: { readonly spec: ChartSpec }) {
  const { t } = useTranslation('charts');
  const { title, along, categories, series, words } = spec;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be within reach of the keyboard
    <section className={styles.scroll} aria-label={t('table', { title })} tabIndex={0}>
      <table className={styles.table}>
        <caption className="said">{title}</caption>
        <thead>
          <tr>
            <th scope="col">{along}</th>
            {series.map(({ key, label }) => (
              <th key={key} scope="col" data-number>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {categories.map(({ key, label }, index) => (
            <tr key={key}>
              <th scope="row">{label}</th>
              {series.map((one) => (
                <td key={one.key} data-number>
                  {written(one.values[index], words)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function written(value: number | null | undefined, words: ChartSpec['words']): string {
  return value === null || value === undefined ? '–' : words(value);
}
