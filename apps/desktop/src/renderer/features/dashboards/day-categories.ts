import type { ChartCategory } from '../../charts/chart-spec.ts';
import { writeDay, writeShortDay } from '../../ui/write-figures.ts';

/** Days as the categories of a chart, with their year where they are of several. */
export function dayCategories(days: readonly string[]): readonly ChartCategory[] {
  const years = new Set(days.map((day) => day.slice(0, 4)));
  const write = years.size > 1 ? writeDay : writeShortDay;
  return days.map((day) => ({ key: day, label: write(day) }));
}
