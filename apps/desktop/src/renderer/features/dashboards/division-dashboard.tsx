import { type Division, divisionModel } from '@holdfast/shared/model/division.ts';
import { may } from '@holdfast/shared/permissions.ts';
import { useTranslation } from 'react-i18next';
import { Chart } from '../../charts/chart.tsx';
import { useRow } from '../../hooks/use-live-query.ts';
import { useMe } from '../../hooks/use-people.ts';
import { useToday } from '../../hooks/use-today.ts';
import { GoneRow } from '../../ui/gone-row.tsx';
import styles from './dashboards.module.css';
import { DivisionAlerts } from './division-alerts.tsx';
import { DivisionProjects } from './division-projects.tsx';
import { useLoadChart } from './use-load-chart.ts';
import { useTicketCharts } from './use-ticket-charts.ts';
import { useTicketFigures } from './use-ticket-figures.ts';

/** How a division goes: for the desk, who has all that is counted here on this device. */
export function DivisionDashboard({ id }: { readonly id: string }) {
  const { t } = useTranslation('dashboards');
  const queried = useRow(divisionModel, id);
  const me = useMe();
  if (queried === undefined || me === undefined) return null;
  if (queried === null || !may(me.role, 'ticket.assign', false))
    return <GoneRow title={t('division.gone')} body={t('division.gone.body')} places={[]} />;
  return <Charts division={queried.row} />;
}

const anyTime = { startsOn: null, endsOn: null };

function Charts({ division }: { readonly division: Division }) {
  const { id } = division;
  const today = useToday();
  const tickets = useTicketCharts(useTicketFigures({ divisionId: id }, today), anyTime, today);
  const load = useLoadChart(id, today);
  return (
    <section className={styles.screen} aria-label={division.name}>
      <header className={styles.head}>
        <h1 dir="auto">{division.name}</h1>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be within reach of the keyboard */}
      <div className={styles.scroll} role="group" aria-label={division.name} tabIndex={0}>
        <div className={styles.grid}>
          <DivisionAlerts divisionId={id} />
          <DivisionProjects divisionId={id} />
          {load && <Chart spec={load} />}
          {tickets && <Chart spec={tickets.byAge} />}
          {tickets && <Chart spec={tickets.burnDown} />}
        </div>
      </div>
    </section>
  );
}
