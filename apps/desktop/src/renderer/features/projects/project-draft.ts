import { projectModel } from '@holdfast/shared/model/project.ts';
import { useForgetLost } from '../../hooks/use-forget-lost.ts';

/** Under which a project's description that is being edited is kept. */
export function projectDraft(projectId: string): string {
  return `project description ${projectId}`;
}

/** Looks after the drafts of projects, on every screen. */
export function ProjectDrafts() {
  useForgetLost(projectModel, projectDraft);
  return null;
}
