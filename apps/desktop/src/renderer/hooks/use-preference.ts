import { defaultPreference, type Preference, preferenceModel } from '@holdfast/shared/model/preference.ts';
import type { NotificationChannel, NotificationKind } from '@holdfast/shared/notification-kinds.ts';
import type { MutationArgs } from '../state/mutate.ts';
import { useRow } from './use-live-query.ts';
import { useMutation } from './use-mutation.ts';
import { useMyId } from './use-people.ts';

type Choices = Omit<Preference, 'id'>;
type QuietChoice = Omit<MutationArgs<'preference.quiet'>, 'userId'>;

/** What one has chosen for oneself on all devices, and choosing anew. `problem`: why the last choice was not taken. */
export function usePreference() {
  const userId = useMyId();
  const { problem, mutate } = useMutation();
  // Rows of before schema 4 lack what came with it.
  const chosen: Choices = { ...defaultPreference, ...useRow(preferenceModel, userId)?.row };
  const choose = (choices: Partial<Choices>) => mutate('preference.set', { userId, ...choices });
  const chooseChannel = (kind: NotificationKind, channel: NotificationChannel, on: boolean) =>
    mutate('preference.channel', { userId, kind, channel, on });
  const chooseQuiet = (quiet: QuietChoice) => mutate('preference.quiet', { userId, ...quiet });
  return { chosen, problem, choose, chooseChannel, chooseQuiet };
}
