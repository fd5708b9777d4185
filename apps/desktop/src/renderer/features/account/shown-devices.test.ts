import type { Device } from '@holdfast/shared/protocol/requests.ts';
import { expect, test } from 'vitest';
import { shownDevices } from './shown-devices.ts';

function device(name: string, fields: Partial<Device> = {}): Device {
  const at = '2026-01-05T08:00:00.000Z';
  return {
    id: name,
    userId: 'ben',
    name,
    createdAt: at,
    lastSeenAt: at,
    expiresAt: at,
    endedAt: null,
    wipe: 'no',
    current: false,
    ...fields,
  };
}

test('this device comes first, then those seen last; ended ones only while their data shall still go', () => {
  const ended = { endedAt: '2026-01-05T09:00:00.000Z' };
  const shown = shownDevices([
    device('older', { lastSeenAt: '2026-01-01T08:00:00.000Z' }),
    device('newer', { lastSeenAt: '2026-01-06T08:00:00.000Z' }),
    device('ended', ended),
    device('to be emptied', { ...ended, wipe: 'asked', lastSeenAt: '2025-12-01T08:00:00.000Z' }),
    device('emptied', { ...ended, wipe: 'done' }),
    device('this', { current: true, lastSeenAt: '2025-01-01T08:00:00.000Z' }),
  ]);
  expect(shown.map(({ name }) => name)).toEqual(['this', 'newer', 'older', 'to be emptied']);
});
