import { defaultPreference, type Preference, preferenceModel } from '@holdfast/shared/model/preference.ts';
import { useRow } from './use-live-query.ts';
import { useMutation } from './use-mutation.ts';
import { useMyId } from './use-people.ts';

type Choices = Omit<Preference, 'id'>;

/** What one has chosen for oneself on all devices, and choosing anew. `problem`: why the last choice was not taken. */
export function usePreference() {
  const userId = useMyId();
  const { problem, mutate } = useMutation();
  const chosen: Choices = useRow(preferenceModel, userId)?.row ?? defaultPreference;
  const choose = (choices: Partial<Choices>) => mutate('preference.set', { userId, ...choices });
  return { chosen, problem, choose };
}
