import type { Project } from '@holdfast/shared/model/project.ts';
import { useTranslation } from 'react-i18next';
import { writeShortDay } from '../../ui/days.ts';

/** From when to when a project goes, as far as that was said. */
export function ProjectSpan({ project }: { readonly project: Project }) {
  const { t } = useTranslation('projects');
  const { startsOn, endsOn } = project;
  if (!startsOn && !endsOn) return null;
  const day = (date: string | null | undefined) => (date ? writeShortDay(date) : '…');
  return t('phase.span', { from: day(startsOn), to: day(endsOn) });
}
