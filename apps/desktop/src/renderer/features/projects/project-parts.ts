import { rememberList, useMemory } from '../../state/memory.ts';

/** `about`: its fields, where there is no room for them beside the others. */
export const projectParts = [
  'about',
  'plan',
  'tickets',
  'conversation',
  'files',
  'activity',
  'dashboard',
] as const;
export type ProjectPart = (typeof projectParts)[number];

/** The part of a project that was looked at last; its plan at first. */
export function chosenPart(projectId: string): ProjectPart {
  return partOf(useMemory.getState().lists[listOf(projectId)]?.selectedId);
}

/** Remembers which part of a project is looked at. */
export function choosePart(projectId: string, part: ProjectPart): void {
  rememberList(listOf(projectId), { selectedId: part });
}

/** The part of this name. What another version of the app left behind counts as none. */
export function partOf(key: string | null | undefined): ProjectPart {
  return projectParts.find((part) => part === key) ?? 'plan';
}

function listOf(projectId: string): string {
  return `project parts ${projectId}`;
}
