import { dateOf } from '@holdfast/shared/dates.ts';
import { activityModel } from '@holdfast/shared/model/activity.ts';
import { type Project, planOf } from '@holdfast/shared/model/project.ts';
import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChartSpec } from '../../charts/chart-spec.ts';
import { useLiveQuery } from '../../hooks/use-live-query.ts';
import { writePercent } from '../../ui/write-figures.ts';
import { writeAmount } from '../projects/amount.ts';
import { dayCategories } from './day-categories.ts';
import { type Money, moneyBy } from './money-history.ts';
import { shownDays } from './shown-days.ts';

/** As many changes as one query gives: those before are not taken back. */
const MOST_CHANGES = 2_000;

/** What a project has spent, against its budget, over its time. Nothing until its history is read. */
export function useMoneyChart(project: Project, today: string): ChartSpec | undefined {
  const { t } = useTranslation('dashboards');
  const history = useLiveQuery(activityModel, {
    where: { subjectId: project.id },
    order: [{ column: 'at', direction: 'descending' }],
    offset: 0,
    limit: MOST_CHANGES,
  });
  return useMemo(() => {
    if (history === undefined) return undefined;
    const days = shownDays(dateOf(project.createdAt), today, today);
    const { spent, budget } = planOf(project);
    const rows = history.rows.map(({ row }) => row);
    return moneyChart(days, moneyBy(days, { spent, budget }, rows), t);
  }, [project, history, today, t]);
}

function moneyChart(days: readonly string[], money: readonly Money[], t: TFunction): ChartSpec {
  const hasBudget = money.some(({ budget }) => budget !== null);
  const budgets = money.map(({ budget }) => (budget === null ? null : budget / 100));
  return {
    title: t('money'),
    said: moneyWords(money.at(-1) ?? { spent: 0, budget: null }, t),
    along: t('day'),
    categories: dayCategories(days),
    series: [
      {
        key: 'spent',
        label: t('series.spent'),
        values: money.map(({ spent }) => spent / 100),
        look: 'steps',
        tone: 'accent',
      },
      ...(hasBudget
        ? [
            {
              key: 'budget',
              label: t('series.budget'),
              values: budgets,
              look: 'dashes' as const,
              tone: 'dim' as const,
            },
          ]
        : []),
    ],
    words: (value) => writeAmount(Math.round(value * 100)),
  };
}

function moneyWords({ spent, budget }: Money, t: TFunction): string {
  if (budget === null) return t('money.noBudget', { spent: writeAmount(spent) });
  const share = budget > 0 ? writePercent((spent / budget) * 100) : '–';
  return t('money.said', { spent: writeAmount(spent), budget: writeAmount(budget), share });
}
