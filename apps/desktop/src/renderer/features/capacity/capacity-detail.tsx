import { assignmentModel } from '@holdfast/shared/model/assignment.ts';
import { useTranslation } from 'react-i18next';
import type { DetailProps } from '../../app/feature.ts';
import { useRow } from '../../hooks/use-live-query.ts';
import { GoneRow } from '../../ui/gone-row.tsx';
import { readSubject } from './capacity-place.ts';
import { GroupLoad } from './group-load.tsx';
import { PersonLoad } from './person-load.tsx';

/** What stands behind a figure of the grid: who does what in a week. */
export function CapacityDetail({ id }: DetailProps) {
  const subject = readSubject(id);
  if (subject?.kind === 'person') return <PersonLoad userId={subject.userId} week={subject.week} />;
  if (subject?.kind === 'group') return <GroupLoad rowKey={subject.rowKey} week={subject.week} />;
  if (subject?.kind === 'assignment') return <OfAssignment id={subject.id} />;
  return null;
}

/** The week of the person whom an assignment is of. */
function OfAssignment({ id }: DetailProps) {
  const { t } = useTranslation('capacity');
  const queried = useRow(assignmentModel, id);
  if (queried === undefined) return null;
  if (queried === null) return <GoneRow title={t('gone.title')} body={t('gone.body')} places={[]} />;
  return <PersonLoad userId={queried.row.userId} week={queried.row.week} />;
}
