import type { Bus } from '../dbus/bus.ts';

const NAME = 'org.kde.StatusNotifierWatcher';
const watcher = { destination: NAME, path: '/StatusNotifierWatcher', interface: NAME };
const appeared = { interface: NAME, member: 'StatusNotifierHostRegistered', path: watcher.path };

/**
 * Calls back with whether this desktop shows icons of programs, now and on each change. Linux has many desktops
 * without such a place; other systems always have one.
 */
export async function followTrayHost(bus: Bus, listener: (isThere: boolean) => void): Promise<void> {
  const look = async () => {
    const isThere = await bus.property(watcher, 'IsStatusNotifierHostRegistered').catch(() => false);
    listener(isThere === true);
  };
  bus.onEnd(() => listener(false));
  await bus.onSignal(appeared, look);
  await bus.onOwner(NAME, (owner) => (owner === undefined ? listener(false) : look()));
  await look();
}
