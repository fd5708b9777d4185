import { useMemo } from 'react';
import { useRefused } from '../hooks/use-refused.ts';
import { noRefusals, refusalsOf, type ThreadRefusals } from './thread-refusals.ts';

/** What was not accepted of one's changes in a thread. */
export function useThreadRefusals(threadId: string): ThreadRefusals {
  const refused = useRefused();
  return useMemo(
    () => (refused.length > 0 ? refusalsOf(threadId, refused) : noRefusals),
    [threadId, refused],
  );
}
