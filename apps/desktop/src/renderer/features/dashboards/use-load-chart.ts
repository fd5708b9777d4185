import { percentOf, sumLoads } from '@holdfast/shared/capacity/load.ts';
import { addDays, mondayOf } from '@holdfast/shared/dates.ts';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChartSpec } from '../../charts/chart-spec.ts';
import { writeNumber } from '../../ui/locale.ts';
import { writePercent } from '../../ui/write-figures.ts';
import { dayCategories } from './day-categories.ts';
import { useDivisionLoad } from './use-division-load.ts';

const WEEKS_BEFORE = 4;
const WEEKS_AFTER = 12;

/** The hours that are planned for a division's people, week by week, against those that there are. */
export function useLoadChart(divisionId: string, today: string): ChartSpec | undefined {
  const { t } = useTranslation('dashboards');
  const weeks = useMemo(() => weeksAround(mondayOf(today)), [today]);
  const found = useDivisionLoad(divisionId, weeks);
  return useMemo(() => {
    if (found === undefined) return undefined;
    const { people, loads } = found;
    const now = loads[WEEKS_BEFORE] ?? sumLoads([]);
    const over = loads.filter((load) => percentOf(load) > 100).length;
    return {
      title: t('load'),
      said: [
        people === 0
          ? t('load.nobody')
          : t('load.now', {
              planned: writeNumber(now.planned),
              available: writeNumber(now.available),
              share: writeShare(percentOf(now)),
            }),
        ...(over === 0 ? [] : [t('load.over', { count: over })]),
      ].join(' '),
      along: t('week'),
      categories: people === 0 ? [] : dayCategories(weeks),
      series: [
        {
          key: 'planned',
          label: t('series.hours'),
          values: loads.map(({ planned }) => planned),
          look: 'bar',
          tone: 'accent',
        },
        {
          key: 'available',
          label: t('series.available'),
          values: loads.map(({ available }) => available),
          look: 'dashes',
          tone: 'dim',
        },
      ],
      words: writeNumber,
    } satisfies ChartSpec;
  }, [found, weeks, t]);
}

function weeksAround(monday: string): readonly string[] {
  const count = WEEKS_BEFORE + 1 + WEEKS_AFTER;
  return Array.from({ length: count }, (_, week) => addDays(monday, (week - WEEKS_BEFORE) * 7));
}

/** Hours of people who do not work at all have no share. */
function writeShare(percent: number): string {
  return Number.isFinite(percent) ? writePercent(percent) : '∞';
}
