import type { Alert } from '@holdfast/shared/model/alert.ts';
import { showRow } from '../../state/places.ts';
import { goTo } from '../../state/route.ts';
import { personPlace } from '../capacity/capacity-place.ts';

/** Shows what an alert is about. `projectId`: the project of a phase, which is shown there. */
export function openSubject(
  { subjectTable, subjectId, week }: Pick<Alert, 'subjectTable' | 'subjectId' | 'week'>,
  projectId: string | undefined,
): void {
  if (subjectTable === 'project') goTo({ screen: 'projects', id: subjectId });
  else if (subjectTable === 'phase' && projectId !== undefined) goTo({ screen: 'projects', id: projectId });
  else if (subjectTable === 'division') goTo({ screen: 'division', id: subjectId });
  else if (subjectTable === 'user') goTo({ screen: 'capacity', detail: personPlace(subjectId, week ?? '') });
  else showRow(subjectTable, subjectId);
}
