import type { Sending } from '../sync/broadcaster.ts';

const nothing = (): void => {};

/** Reaches nobody, for tests in which nobody is connected. */
export const tellNobody: Sending = {
  delta: nothing,
  scopesChanged: nothing,
  presence: nothing,
  roomPresence: nothing,
  typing: nothing,
  expiring: nothing,
  revoked: nothing,
};
