import { type Project, planOf, projectModel } from '@holdfast/shared/model/project.ts';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Chart } from '../../charts/chart.tsx';
import { useRow } from '../../hooks/use-live-query.ts';
import { useToday } from '../../hooks/use-today.ts';
import styles from './dashboards.module.css';
import { useMoneyChart } from './use-money-chart.ts';
import { usePhaseChart } from './use-phase-chart.ts';
import { useTicketCharts } from './use-ticket-charts.ts';
import { useTicketFigures } from './use-ticket-figures.ts';

export interface ProjectDashboardProps {
  readonly projectId: string;
}

/** How a project goes: tickets and phases burnt down, money against its budget, what is open by its age. */
export function ProjectDashboard({ projectId }: ProjectDashboardProps) {
  const project = useRow(projectModel, projectId)?.row;
  return project === undefined ? null : <Charts project={project} />;
}

function Charts({ project }: { readonly project: Project }) {
  const { t } = useTranslation('dashboards');
  const today = useToday();
  const plan = useMemo(() => planOf(project), [project]);
  const tickets = useTicketCharts(useTicketFigures({ projectId: project.id }, today), plan, today);
  const phases = usePhaseChart(project.id, plan, today);
  const money = useMoneyChart(project, today);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be within reach of the keyboard
    <section className={styles.scroll} aria-label={t('dashboard')} tabIndex={0}>
      <div className={styles.grid}>
        {tickets && <Chart spec={tickets.burnDown} />}
        {tickets && <Chart spec={tickets.byAge} />}
        {phases && <Chart spec={phases} />}
        {money && <Chart spec={money} />}
      </div>
    </section>
  );
}
