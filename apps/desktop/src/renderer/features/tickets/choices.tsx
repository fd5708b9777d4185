import { divisionModel } from '@holdfast/shared/model/division.ts';
import { projectModel } from '@holdfast/shared/model/project.ts';
import { ticketPriorities, ticketStatuses } from '@holdfast/shared/model/ticket.ts';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useLiveQuery } from '../../hooks/use-live-query.ts';
import { usePeople } from '../../hooks/use-people.ts';
import { PersonAvatar } from '../../ui/person-avatar.tsx';
import type { Choice } from '../../ui/picker.tsx';
import { PriorityBars } from './priority-bars.tsx';
import { StatusShape } from './status-shape.tsx';
import type { FilterField } from './ticket-filters.ts';

/** The key of the choice "nobody" or "none". */
export const NONE = '';

const byName = { order: [{ column: 'name', direction: 'ascending' as const }], offset: 0, limit: 2_000 };

/** What each field of a ticket can be, in words and signs. */
export function useTicketChoices(): Record<FilterField, readonly Choice[]> {
  const { t } = useTranslation('tickets');
  const people = usePeople();
  const projects = useLiveQuery(projectModel, byName);
  const divisions = useLiveQuery(divisionModel, byName);
  return useMemo(
    () => ({
      status: ticketStatuses.map((status) => ({
        key: status,
        label: t(`status.${status}`),
        icon: <StatusShape status={status} />,
      })),
      priority: [...ticketPriorities].reverse().map((priority) => ({
        key: priority,
        label: t(`priority.${priority}`),
        icon: <PriorityBars priority={priority} />,
      })),
      assigneeId: [
        { key: NONE, label: t('assigneeId.none'), icon: <PersonAvatar person={undefined} /> },
        ...[...people.values()]
          .filter((person) => !person.disabled)
          .map((person) => ({ key: person.id, label: person.name, icon: <PersonAvatar person={person} /> })),
      ],
      projectId: [
        { key: NONE, label: t('projectId.none') },
        ...(projects?.rows ?? []).map(({ row }) => ({ key: row.id, label: row.name })),
      ],
      divisionId: [
        { key: NONE, label: t('divisionId.none') },
        ...(divisions?.rows ?? []).map(({ row }) => ({ key: row.id, label: row.name })),
      ],
    }),
    [t, people, projects, divisions],
  );
}
