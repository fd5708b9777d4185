import type { Alert } from '@holdfast/shared/model/alert.ts';
import { divisionModel } from '@holdfast/shared/model/division.ts';
import { phaseModel } from '@holdfast/shared/model/phase.ts';
import { projectModel } from '@holdfast/shared/model/project.ts';
import { ticketModel } from '@holdfast/shared/model/ticket.ts';
import { useTranslation } from 'react-i18next';
import { usePeople } from '../../hooks/use-people.ts';
import { useRowsById } from '../../hooks/use-rows-by-id.ts';

type About = Pick<Alert, 'subjectTable' | 'subjectId'>;

/** What alerts are about, read from the rows as they are now. */
export interface AlertSubjects {
  /** Its name; that it is not here where it is not on this device (any more). */
  nameOf(alert: About): string;
  /** The project that a phase is of. */
  projectOf(alert: About): string | undefined;
}

/** Reads what alerts name: they copy no names, so that nobody reads what they may not see any more. */
export function useAlertSubjects(alerts: readonly About[]): AlertSubjects {
  const { t } = useTranslation('alerts');
  const people = usePeople();
  const phases = useRowsById(phaseModel, idsOf(alerts, 'phase'));
  const tickets = useRowsById(ticketModel, idsOf(alerts, 'ticket'));
  const divisions = useRowsById(divisionModel, idsOf(alerts, 'division'));
  const projects = useRowsById(projectModel, [
    ...idsOf(alerts, 'project'),
    ...[...phases.values()].map(({ projectId }) => projectId),
  ]);
  const phaseName = (id: string) => {
    const phase = phases.get(id);
    if (phase === undefined) return undefined;
    const project = projects.get(phase.projectId)?.name;
    return project === undefined ? phase.name : t('phase.of', { phase: phase.name, project });
  };
  const names: Record<Alert['subjectTable'], (id: string) => string | undefined> = {
    project: (id) => projects.get(id)?.name,
    phase: phaseName,
    ticket: (id) => tickets.get(id)?.title,
    user: (id) => people.get(id)?.name,
    division: (id) => divisions.get(id)?.name,
  };
  return {
    nameOf: ({ subjectTable, subjectId }) => names[subjectTable](subjectId) ?? t('subject.gone'),
    projectOf: ({ subjectTable, subjectId }) =>
      subjectTable === 'phase' ? phases.get(subjectId)?.projectId : undefined,
  };
}

function idsOf(alerts: readonly About[], table: Alert['subjectTable']): readonly string[] {
  return alerts.flatMap(({ subjectTable, subjectId }) => (subjectTable === table ? [subjectId] : []));
}
