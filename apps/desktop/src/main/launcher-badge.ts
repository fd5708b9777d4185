import { writeNamed } from './dbus/bus-values.ts';
import type { Buses } from './dbus/buses.ts';

const PATH = '/com/canonical/unity/launcherentry/holdfast';
const INTERFACE = 'com.canonical.Unity.LauncherEntry';
/** The app as docks know it: by its desktop file. */
const APP = 'application://holdfast.desktop';

/** Shows a count on the app's icon in the docks of Linux, which listen for it on the session's bus. Nothing where there is no bus. */
export async function showLauncherBadge(buses: Buses, count: number): Promise<void> {
  const bus = await buses.session();
  const shown = writeNamed({ count: ['x', count], 'count-visible': ['b', count > 0] });
  bus?.emit(PATH, INTERFACE, 'Update', ['sa{sv}', APP, shown]);
}
