import type { Json } from '@holdfast/shared/json.ts';
import { type Project, planOf, projectPlanSchema } from '@holdfast/shared/model/project.ts';
import { useMutation } from '../../hooks/use-mutation.ts';
import type { MutationArgs } from '../../state/mutate.ts';
import { putBackDay } from './plan/phase-spans.ts';

export interface ChangeProject {
  /** Its name, description, status and division. Says whether it was taken. */
  readonly update: (changes: MutationArgs<'project.update'>['changes']) => Promise<boolean>;
  /** Its owner, and what is planned of it. */
  readonly plan: (changes: MutationArgs<'project.plan'>['changes']) => Promise<boolean>;
  /** A value of any field, as it was before somebody replaced it (S28). */
  readonly putBack: (field: string, mine: Json) => Promise<boolean>;
}

const planned: readonly string[] = ['ownerId', ...Object.keys(projectPlanSchema.shape)];

/** Changes fields of a project. `problem`: why the last change was not taken. */
export function useProjectChanges(project: Project) {
  const { problem, mutate } = useMutation();
  const { id } = project;
  const update: ChangeProject['update'] = (changes) => mutate('project.update', { id, changes });
  const plan: ChangeProject['plan'] = (changes) => mutate('project.plan', { id, changes });
  const putBack: ChangeProject['putBack'] = (field, mine) => {
    if ((field === 'startsOn' || field === 'endsOn') && (mine === null || typeof mine === 'string'))
      return plan(putBackDay(planOf(project), field, mine));
    const shown: Readonly<Record<string, unknown>> = { ...project, ...planOf(project) };
    const changes = { [field]: { was: shown[field], now: mine } };
    return planned.includes(field) ? plan(changes) : update(changes);
  };
  return { problem, change: { update, plan, putBack } };
}
