import type { Phase } from '@holdfast/shared/model/phase.ts';
import { useMutation } from '../../../hooks/use-mutation.ts';
import { newId } from '../../../state/new-id.ts';
import type { PhaseChanges } from './phase-spans.ts';

export interface ChangePhases {
  readonly update: (id: string, changes: PhaseChanges) => Promise<boolean>;
  readonly add: (phase: Pick<Phase, 'projectId' | 'name' | 'position'>) => Promise<boolean>;
  readonly remove: (id: string) => Promise<boolean>;
}

/** Changes phases. `problem`: why the last change was not taken. */
export function usePhaseChanges(): { readonly problem: string | undefined; readonly change: ChangePhases } {
  const { problem, mutate } = useMutation();
  return {
    problem,
    change: {
      // A drag that ends where it began changes nothing.
      update: async (id, changes) =>
        Object.keys(changes).length === 0 || mutate('phase.update', { id, changes }),
      add: (phase) =>
        mutate('phase.create', {
          ...phase,
          id: newId(),
          startsOn: null,
          endsOn: null,
          status: 'planned',
          progress: 0,
        }),
      remove: (id) => mutate('phase.remove', { id }),
    },
  };
}
