import { stringify } from 'csv-stringify/browser/esm/sync';
import type { ChartSpec } from './chart-spec.ts';

/**
 * The figures of a chart as a file for spreadsheets: what is written by people cannot become a formula there,
 * and numbers have no separators but the point.
 */
export function chartCsv({ along, categories, series }: ChartSpec): string {
  const head = [along, ...series.map(({ label }) => label)];
  const lines = categories.map(({ key }, index) => [key, ...series.map(({ values }) => values[index] ?? '')]);
  return stringify([head, ...lines], { bom: true, escape_formulas: true });
}
