import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import type { LiveSession } from '../live-session.ts';

/** Throws CONFLICT where something of the person's is on this device and nowhere else. */
export function requireNothingToLose(session: LiveSession): void {
  const { waiting, refused } = session.connection();
  if (waiting + refused > 0) {
    throw new HoldfastError(
      'CONFLICT',
      `Changes of yours would be lost: ${waiting} not sent yet, ${refused} not accepted.`,
    );
  }
  const unsent = session.files?.unsent() ?? 0;
  if (unsent > 0)
    throw new HoldfastError('CONFLICT', `Files of yours would be lost: ${unsent} not on the server yet.`);
}
