import { useCallback } from 'react';
import { useMutation } from '../../hooks/use-mutation.ts';
import { useMyId } from '../../hooks/use-people.ts';
import { newId } from '../../state/new-id.ts';
import { openToWrite } from './open-to-write.ts';

/** Makes a group of oneself and these people, and shows it. `problem` is why that was not possible. */
export function useCreateGroup() {
  const me = useMyId();
  const { problem, mutate } = useMutation();
  const create = useCallback(
    async (name: string, others: readonly string[]): Promise<boolean> => {
      const id = newId();
      const members = [...new Set([me, ...others])].map((userId) => ({ id: newId(), userId }));
      const isMade = await mutate('conversation.create', { id, name, members });
      if (isMade) openToWrite(id);
      return isMade;
    },
    [me, mutate],
  );
  return { problem, create };
}
