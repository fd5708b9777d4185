import type { TransfersState } from '../../engine/api/files.ts';

/** How much of what has to be sent has been, since something had to be. In bytes. */
export interface SendingProgress {
  readonly done: number;
  readonly left: number;
  /** Uploads that are paused or failed: what they had left is neither done nor to go. */
  readonly aside: number;
}

export const nothingSent: SendingProgress = { done: 0, left: 0, aside: 0 };

/** Goes on counting with what the engine says now. What is put aside or taken up again begins the count anew. */
export function nextProgress(
  before: SendingProgress,
  transfers: Pick<TransfersState, 'sending' | 'list'>,
): SendingProgress {
  const left = transfers.sending.bytes;
  const aside = transfers.list.filter(({ way, state }) => way === 'up' && isAside(state)).length;
  const goesOn = left > 0 && aside === before.aside;
  return { done: goesOn ? before.done + Math.max(0, before.left - left) : 0, left, aside };
}

function isAside(state: TransfersState['list'][number]['state']): boolean {
  return state === 'paused' || state === 'failed';
}

/** From 0 to 100, rounded down: nothing is said to be whole that is not. */
export function percentSent({ done, left }: SendingProgress): number {
  return done + left === 0 ? 0 : Math.floor((done / (done + left)) * 100);
}
