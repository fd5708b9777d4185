import { projectModel } from '@holdfast/shared/model/project.ts';
import { IconFolder } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Find } from '../../app/feature.ts';
import { useLiveQuery } from '../../hooks/use-live-query.ts';
import { goTo } from '../../state/route.ts';
import { stageOf } from './project-filters.ts';

const MOST = 5;

/** Projects by their words, for the palette. */
export function useProjectFinds(words: string): readonly Find[] {
  const { t } = useTranslation('projects');
  const search = words.trim();
  const found = useLiveQuery(projectModel, search === '' ? undefined : { search, offset: 0, limit: MOST });
  return (found?.rows ?? []).map(({ row }) => ({
    id: row.id,
    label: row.name,
    hint: t(row.status === 'archived' ? 'status.archived' : `stage.${stageOf(row)}`),
    icon: IconFolder,
    open: () => goTo({ screen: 'projects', id: row.id }),
  }));
}
