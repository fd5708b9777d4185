import { phaseModel } from '@holdfast/shared/model/phase.ts';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useRow } from '../../hooks/use-live-query.ts';
import { replaceRoute } from '../../state/route.ts';
import { GoneRow } from '../../ui/gone-row.tsx';
import { choosePart } from './project-parts.ts';

/** Leads to the plan of the project that a phase belongs to: whoever leads to a phase knows only its id. */
export function PhaseScreen({ id }: { readonly id: string | undefined }) {
  const { t } = useTranslation('projects');
  const phase = useRow(phaseModel, id);
  const projectId = phase?.row.projectId;
  useEffect(() => {
    if (projectId === undefined) return;
    choosePart(projectId, 'plan');
    replaceRoute({ screen: 'projects', id: projectId });
  }, [projectId]);
  return phase === null ? <GoneRow title={t('gone.phase')} body={t('gone.body')} places={[]} /> : null;
}
