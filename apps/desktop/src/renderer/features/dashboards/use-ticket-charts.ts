import { addDays } from '@holdfast/shared/dates.ts';
import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChartSeries, ChartSpec } from '../../charts/chart-spec.ts';
import { writeNumber } from '../../ui/locale.ts';
import { countedBy, evenPace, openBy } from './burn-down.ts';
import { dayCategories } from './day-categories.ts';
import { shownDays } from './shown-days.ts';
import { ticketAges } from './ticket-ages.ts';
import { openStatuses, type TicketFigures } from './ticket-figures.ts';

/** The time that is planned, where there is one. */
export interface PlannedTime {
  readonly startsOn: string | null;
  readonly endsOn: string | null;
}

/** Tickets burnt down day by day, and those that are open by their age and status. */
export function useTicketCharts(figures: TicketFigures | undefined, time: PlannedTime, today: string) {
  const { t } = useTranslation('dashboards');
  const { startsOn, endsOn } = time;
  return useMemo(() => {
    if (figures === undefined) return undefined;
    return {
      burnDown: burnDown(figures, { startsOn, endsOn }, today, t),
      byAge: byAge(figures, t),
    };
  }, [figures, startsOn, endsOn, today, t]);
}

function burnDown(figures: TicketFigures, time: PlannedTime, today: string, t: TFunction): ChartSpec {
  const { begun, ended, open, done } = figures;
  const first = [...begun.keys()].reduce((least, day) => (day < least ? day : least), today);
  const from = time.startsOn !== null && time.startsOn < first ? time.startsOn : first;
  const to = time.endsOn !== null && time.endsOn > today ? time.endsOn : today;
  const days = shownDays(from, to, today);
  const pace = evenPace(days, open + done, time);
  const openNow = openBy(days, begun, ended, today);
  const [weekAgo = 0] = openBy([addDays(today, -7)], begun, ended, today).map((count) => count ?? 0);
  const doneBy = countedBy(days, ended).map((count, at) => (openNow[at] === null ? null : count));
  return {
    title: t('tickets.burnDown'),
    said: [
      t('tickets.open', { count: open }),
      t('tickets.done', { count: done }),
      t('tickets.weekAgo', { count: weekAgo }),
    ].join(' '),
    along: t('day'),
    categories: dayCategories(days),
    series: [
      { key: 'open', label: t('series.open'), values: openNow, look: 'line', tone: 'accent' },
      { key: 'done', label: t('series.done'), values: doneBy, look: 'dots', tone: 'dim' },
      ...(pace === undefined ? [] : [paceSeries(pace, t)]),
    ],
    isCount: true,
    words: (value) => writeNumber(value, { maximumFractionDigits: 1 }),
  };
}

function paceSeries(values: ChartSeries['values'], t: TFunction): ChartSeries {
  return { key: 'pace', label: t('series.pace'), values, look: 'dashes', tone: 'dim' };
}

/** How the bars of each status look. */
const looks = [
  { look: 'bar', tone: 'accent' },
  { look: 'striped', tone: 'accent' },
  { look: 'dotted', tone: 'dim' },
] as const;

function byAge(figures: TicketFigures, t: TFunction): ChartSpec {
  const older = openStatuses.reduce((sum, status) => sum + figures.count(status, 'older'), 0);
  return {
    title: t('tickets.byAge'),
    said: [
      t('tickets.open', { count: figures.open }),
      ...(older === 0 ? [] : [t('tickets.older', { count: older })]),
    ].join(' '),
    along: t('age'),
    categories: ticketAges.map((age) => ({ key: age, label: t(`age.${age}`) })),
    series: openStatuses.map((status, at) => ({
      key: status,
      label: t(`status.${status}`, { ns: 'tickets' }),
      values: ticketAges.map((age) => figures.count(status, age)),
      ...(looks[at] ?? looks[0]),
    })),
    isCount: true,
    words: writeNumber,
  };
}
