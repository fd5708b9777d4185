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

const PhaseScreen = lazy(async () => ({
  default: (await import('./phase-screen.tsx')).PhaseScreen,
}));

export const feature: Feature = {
  name: 'projects',
  texts,
  rail: [{ screen: 'projects', icon: IconFolder, order: 30 }],
  screens: { projects: ProjectsScreen, phase: PhaseScreen },
  Dialogs: ProjectDrafts,
  places: {
    project: (id) => ({ screen: 'projects', id }),
    phase: (id) => ({ screen: 'phase', id }),
  },
  useFinds: useProjectFinds,
  useTitle: ({ screen, id }) => useRow(projectModel, screen === 'projects' ? id : undefined)?.row.name,
};
