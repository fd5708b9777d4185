import type { Transfer, TransfersState } from '../../engine/api/files.ts';

/** How many files of this person the server does not have, whether they go by themselves or wait for the person. */
export function unsentFiles({ sending, list }: TransfersState): number {
  const asideStates: readonly Transfer['state'][] = ['paused', 'failed'];
  return sending.files + list.filter(({ way, state }) => way === 'up' && asideStates.includes(state)).length;
}
