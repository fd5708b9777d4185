import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { NativeState } from '../../preload/shell-topics.ts';
import type { Bus } from '../dbus/bus.ts';
import { followProperty } from '../dbus/follow-property.ts';

export type FocusMode = NativeState['focusMode'];

const NOTIFICATIONS = 'org.freedesktop.Notifications';
const service = {
  destination: NOTIFICATIONS,
  path: '/org/freedesktop/Notifications',
  interface: NOTIFICATIONS,
};
/** Where dconf tells that a setting is another one. */
const settingsChanged = { interface: 'ca.desrt.dconf.Writer', member: 'Notify' };
const GNOME_KEY = '/org/gnome/desktop/notifications/';

const run = promisify(execFile);

/**
 * Calls back with whether the system's own "do not disturb" is on, now and on each change. KDE and others have it as
 * a property of the notification service, GNOME as a setting. Where neither says anything, `unknown` stays.
 */
export async function followFocusMode(
  bus: Bus,
  desktop: string,
  listener: (mode: FocusMode) => void,
): Promise<void> {
  if (/gnome|unity|budgie/i.test(desktop)) await followGnome(bus, listener);
  else await followInhibited(bus, listener);
}

async function followInhibited(bus: Bus, listener: (mode: FocusMode) => void): Promise<void> {
  let stop = () => {};
  const follow = async (owner: string | undefined) => {
    stop();
    listener('unknown');
    if (owner === undefined) return;
    // Most services have no such property.
    stop = await followProperty(bus, service, 'Inhibited', (value) => listener(modeOf(value))).catch(
      () => () => {},
    );
  };
  await bus.onOwner(NOTIFICATIONS, follow);
  await follow(await bus.ownerOf(NOTIFICATIONS));
}

function modeOf(inhibited: unknown): FocusMode {
  if (typeof inhibited !== 'boolean') return 'unknown';
  return inhibited ? 'on' : 'off';
}

async function followGnome(bus: Bus, listener: (mode: FocusMode) => void): Promise<void> {
  const look = async () => listener(await readGnome());
  await bus.onSignal(settingsChanged, ({ body: [changed] }) => {
    if (typeof changed === 'string' && changed.startsWith(GNOME_KEY)) look();
  });
  await look();
}

/** Asks GNOME's own tool: the settings' file has a format that changes. */
async function readGnome(): Promise<FocusMode> {
  try {
    const { stdout } = await run('gsettings', ['get', 'org.gnome.desktop.notifications', 'show-banners']);
    if (stdout.trim() === 'true') return 'off';
    return stdout.trim() === 'false' ? 'on' : 'unknown';
  } catch {
    return 'unknown';
  }
}
