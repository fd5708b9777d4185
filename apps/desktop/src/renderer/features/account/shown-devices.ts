import type { Device } from '@holdfast/shared/protocol/requests.ts';

/** The devices that somebody still has to do with: this one first, then by when they were last seen. Those that have ended are history. */
export function shownDevices(devices: readonly Device[]): readonly Device[] {
  return devices
    .filter(({ endedAt, wipe }) => endedAt === null || wipe === 'asked')
    .sort(
      (left, right) =>
        Number(right.current) - Number(left.current) || right.lastSeenAt.localeCompare(left.lastSeenAt),
    );
}
