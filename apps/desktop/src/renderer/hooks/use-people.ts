import { type User, userModel } from '@holdfast/shared/model/user.ts';
import { useMemo } from 'react';
import { useEngineStates } from '../state/engine-states.ts';
import { useLiveQuery } from './use-live-query.ts';

/** The directory, by name. */
export function usePeople(): ReadonlyMap<string, User> {
  const result = useLiveQuery(userModel, {
    order: [{ column: 'name', direction: 'ascending' }],
    offset: 0,
    limit: 2_000,
  });
  return useMemo(() => new Map(result?.rows.map(({ row }) => [row.id, row])), [result]);
}

/** The id of who is signed in. Only on screens that are there for somebody who is. */
export function useMyId(): string {
  return useEngineStates(({ session }) => (session?.state === 'signed-in' ? session.userId : ''));
}

/** Who is signed in, once the directory has arrived. */
export function useMe(): User | undefined {
  return usePeople().get(useMyId());
}
