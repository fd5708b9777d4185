import type { Bus } from '../dbus/bus.ts';
import { followProperty } from '../dbus/follow-property.ts';

const networkManager = {
  destination: 'org.freedesktop.NetworkManager',
  path: '/org/freedesktop/NetworkManager',
  interface: 'org.freedesktop.NetworkManager',
};

/** NetworkManager's `NMMetered`: yes, and as good as yes. Unknown (0) counts as no. */
const METERED = new Set<unknown>([1, 3]);

/**
 * Tells whether the system's connection is metered, now and whenever that changes. Where nobody can say, as without
 * NetworkManager, it says nothing.
 */
export async function followMetered(bus: Bus | undefined, tell: (isMetered: boolean) => void): Promise<void> {
  if (bus === undefined) return;
  // It rejects where there is no NetworkManager, as on most servers and on some desktops.
  await followProperty(bus, networkManager, 'Metered', (value) => tell(METERED.has(value))).catch(
    () => undefined,
  );
}
