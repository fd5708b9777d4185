import { projectModel } from '@holdfast/shared/model/project.ts';
import { IconFolder } from '@tabler/icons-react';
import { lazy } from 'react';
import type { Feature } from '../../app/feature.ts';
import { useRow } from '../../hooks/use-live-query.ts';
import { ProjectDrafts } from './project-draft.ts';
import { texts } from './texts.ts';
import { useProjectFinds } from './use-project-finds.ts';

const ProjectsScreen = lazy(async () => ({
  default: (await import('./projects-screen.tsx')).ProjectsScreen,
}));

export const feature: Feature = {
  name: 'projects',
  texts,
  rail: [{ screen: 'projects', icon: IconFolder, order: 30 }],
  screens: { projects: ProjectsScreen },
  Dialogs: ProjectDrafts,
  places: { project: (id) => ({ screen: 'projects', id }) },
  useFinds: useProjectFinds,
  useTitle: ({ screen, id }) => useRow(projectModel, screen === 'projects' ? id : undefined)?.row.name,
};
