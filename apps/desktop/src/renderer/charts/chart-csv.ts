import { csvLine } from '@holdfast/shared/import/csv-line.ts';
import type { ChartSpec } from './chart-spec.ts';

/** Tells spreadsheets that a file is UTF-8. */
const MARK = '\uFEFF';

/**
 * The figures of a chart as a file for spreadsheets: what is written by people cannot become a formula there,
 * and numbers have no separators but the point.
 */
export function chartCsv({ along, categories, series }: ChartSpec): string {
  const head = [along, ...series.map(({ label }) => label)];
  const lines = categories.map(({ key }, index) => [
    key,
    ...series.map(({ values }) => String(values[index] ?? '')),
  ]);
  return MARK + [head, ...lines].map(csvLine).join('');
}
