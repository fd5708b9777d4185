import { type User, userModel } from '@holdfast/shared/model/user.ts';
import type { QueryResult } from '../../engine/api/query.ts';
import { useEngineStates } from '../state/engine-states.ts';
import { useLiveQuery } from './use-live-query.ts';

/** The directory, by name. */
export function usePeople(): ReadonlyMap<string, User> {
  const result = useLiveQuery(userModel, {
    order: [{ column: 'name', direction: 'ascending' }],
    offset: 0,
    limit: 2_000,
  });
  return result === undefined ? nobody : byId(result);
}

const nobody: ReadonlyMap<string, User> = new Map();
const maps = new WeakMap<QueryResult<User>, ReadonlyMap<string, User>>();

/** Made once for each result, however many components ask: a thread has hundreds of names. */
function byId(result: QueryResult<User>): ReadonlyMap<string, User> {
  const known = maps.get(result);
  if (known !== undefined) return known;
  const people = new Map(result.rows.map(({ row }) => [row.id, row]));
  maps.set(result, people);
  return people;
}

/** The id of who is signed in. Only on screens that are there for somebody who is. */
export function useMyId(): string {
  return useEngineStates(({ session }) => (session?.state === 'signed-in' ? session.userId : ''));
}

/** Who is signed in, once the directory has arrived. */
export function useMe(): User | undefined {
  return usePeople().get(useMyId());
}
