import { directThreadId } from '@holdfast/shared/direct-thread-id.ts';
import { useCallback } from 'react';
import { useMutation } from '../../hooks/use-mutation.ts';
import { useMyId } from '../../hooks/use-people.ts';
import { newId } from '../../state/new-id.ts';
import { openToWrite } from './open-to-write.ts';

/**
 * Opens the direct conversation of oneself and these people, and shows it: the same one each time,
 * whoever opens it. `problem` is why that was not possible.
 */
export function useOpenDirect() {
  const me = useMyId();
  const { problem, mutate } = useMutation();
  const open = useCallback(
    async (others: readonly string[]): Promise<boolean> => {
      const people = [...new Set([me, ...others])];
      const id = directThreadId(people);
      const members = people.map((userId) => ({ id: newId(), userId }));
      const isOpen = await mutate('conversation.open', { id, members });
      if (isOpen) openToWrite(id);
      return isOpen;
    },
    [me, mutate],
  );
  return { problem, open };
}
