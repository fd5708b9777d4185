import type { Transfer, TransfersState } from '../../../engine/api/files.ts';

/** How many files of this person go to the server by themselves or once the person lets them. Refused ones do not. */
export function filesOnTheirWay({ sending, list }: TransfersState): number {
  const asideStates: readonly Transfer['state'][] = ['paused', 'failed'];
  return sending.files + list.filter(({ way, state }) => way === 'up' && asideStates.includes(state)).length;
}
