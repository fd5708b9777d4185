import { dateOf } from '@holdfast/shared/dates.ts';
import { activityModel } from '@holdfast/shared/model/activity.ts';
import { type Phase, phaseModel } from '@holdfast/shared/model/phase.ts';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChartSpec } from '../../charts/chart-spec.ts';
import { useLiveQuery } from '../../hooks/use-live-query.ts';
import { writeNumber } from '../../ui/locale.ts';
import { dayCategories } from './day-categories.ts';
import { phaseBurnDown } from './phase-burn-down.ts';
import { shownDays } from './shown-days.ts';
import type { PlannedTime } from './use-ticket-charts.ts';

const MOST_PHASES = 1_000;
const MOST_CHANGES = 2_000;

/** The phases of a project, burnt down, against what is planned. Nothing until they are read. */
export function usePhaseChart(projectId: string, time: PlannedTime, today: string): ChartSpec | undefined {
  const { t } = useTranslation('dashboards');
  const { startsOn, endsOn } = time;
  const found = useLiveQuery(phaseModel, { where: { projectId }, offset: 0, limit: MOST_PHASES });
  const phases = useMemo(() => found?.rows.map(({ row }) => row), [found]);
  const history = useLiveQuery(
    activityModel,
    phases && {
      where: { subjectId: phases.map(({ id }) => id) },
      order: [{ column: 'at', direction: 'descending' }],
      offset: 0,
      limit: MOST_CHANGES,
    },
  );
  return useMemo(() => {
    if (phases === undefined || history === undefined) return undefined;
    const days = phaseDays(phases, { startsOn, endsOn }, today);
    const rows = history.rows.map(({ row }) => row);
    const { open, planned } = phaseBurnDown(days, phases, rows, today);
    const late = phases.filter((phase) => isLate(phase, today)).length;
    const done = phases.filter(({ status }) => status === 'done').length;
    return {
      title: t('phases'),
      said: [
        phases.length === 0 ? t('phases.none') : t('phases.done', { done, all: phases.length }),
        ...(late === 0 ? [] : [t('phases.late', { count: late })]),
      ].join(' '),
      along: t('day'),
      categories: phases.length === 0 ? [] : dayCategories(days),
      series: [
        { key: 'open', label: t('series.phases'), values: open, look: 'steps', tone: 'accent' },
        ...(planned === undefined
          ? []
          : [
              {
                key: 'planned',
                label: t('series.planned'),
                values: planned,
                look: 'dashes' as const,
                tone: 'dim' as const,
              },
            ]),
      ],
      isCount: true,
      words: writeNumber,
    } satisfies ChartSpec;
  }, [phases, history, startsOn, endsOn, today, t]);
}

/** From the first that is known of the project to the last day that is planned. */
function phaseDays(phases: readonly Phase[], time: PlannedTime, today: string): readonly string[] {
  const firsts = [time.startsOn, ...phases.map(({ createdAt }) => dateOf(createdAt))];
  const lasts = [time.endsOn, ...phases.map(({ endsOn }) => endsOn)];
  const from = firsts.reduce<string>((least, day) => (day !== null && day < least ? day : least), today);
  const to = lasts.reduce<string>((most, day) => (day !== null && day > most ? day : most), today);
  return shownDays(from, to, today);
}

function isLate({ status, endsOn }: Phase, today: string): boolean {
  return status !== 'done' && endsOn !== null && endsOn < today;
}
