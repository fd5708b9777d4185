import { noPlan, type Project, type ProjectStage, projectStages } from '@holdfast/shared/model/project.ts';
import { z } from 'zod';
import { zooms } from '../../ui/timeline/scale.ts';

export const projectViews = ['list', 'board', 'timeline'] as const;
export type ProjectView = (typeof projectViews)[number];

const filtersSchema = z.object({
  view: z.enum(projectViews),
  /** How much of time a timeline shows at once. */
  zoom: z.enum(zooms),
  /** Only those that one owns or belongs to. */
  mine: z.boolean(),
  /** Those that were put away, in the place of those at work. */
  archived: z.boolean(),
  stages: z.array(z.enum(projectStages)),
  /** `null` among them: those of no division. */
  divisionIds: z.array(z.string().nullable()),
});

/** What the list of projects is narrowed down to, and how it is shown. An empty list of values means any. */
export type ProjectFilters = z.infer<typeof filtersSchema>;

export const noFilters: ProjectFilters = {
  view: 'list',
  zoom: 'months',
  mine: false,
  archived: false,
  stages: [],
  divisionIds: [],
};

/** The filters as they were remembered. What another version of the app left behind counts as none. */
export function readProjectFilters(remembered: unknown): ProjectFilters {
  return filtersSchema.catch(noFilters).parse(remembered);
}

export function isFiltered({ mine, stages, divisionIds }: ProjectFilters): boolean {
  return mine || stages.length > 0 || divisionIds.length > 0;
}

/** Everything again, shown in the same way. */
export function clearFilters({ view, zoom, archived }: ProjectFilters): ProjectFilters {
  return { ...noFilters, view, zoom, archived };
}

/** Takes a value into a list, or out of it. */
export function toggled<Value>(values: readonly Value[], value: Value): Value[] {
  return values.includes(value) ? values.filter((other) => other !== value) : [...values, value];
}

/** How far a project is; one of which it was never said is at work. */
export function stageOf(project: Project): ProjectStage {
  return project.stage ?? noPlan.stage;
}

/** Whether a project fits. `isMine`: whether the person owns it or belongs to it. */
export function fits(project: Project, filters: ProjectFilters, isMine: boolean): boolean {
  const { mine, stages, divisionIds } = filters;
  if (mine && !isMine) return false;
  if (stages.length > 0 && !stages.includes(stageOf(project))) return false;
  return divisionIds.length === 0 || divisionIds.includes(project.divisionId);
}
