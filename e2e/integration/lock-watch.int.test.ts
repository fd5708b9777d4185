import { expect, test } from 'vitest';
import { Buses } from '../../apps/desktop/src/main/dbus/buses.ts';
import { PrivateBus } from '../../apps/desktop/src/main/dbus/test-support/private-bus.ts';
import { followLock } from '../../apps/desktop/src/main/lock-watch.ts';
import { BusService } from '../support/bus-service.ts';

const theBus = {
  destination: 'org.freedesktop.DBus',
  path: '/org/freedesktop/DBus',
  interface: 'org.freedesktop.DBus',
};
const userPath = '/org/freedesktop/login1/user/self';
const sessionPath = '/org/freedesktop/login1/session/_31';
const sessionInterface = 'org.freedesktop.login1.Session';

test.skipIf(process.platform !== 'linux')(
  'a lock is heard of logind and of the desktop’s screen saver, and holds until both are open',
  async () => {
    const [session, system] = [new PrivateBus(), new PrivateBus()];
    const buses = new Buses(
      { DBUS_SESSION_BUS_ADDRESS: await session.start(), DBUS_SYSTEM_BUS_ADDRESS: await system.start() },
      'linux',
    );
    try {
      const login = new BusService('org.freedesktop.login1', system.address);
      const user = { Display: ['1', sessionPath] };
      login.bus.exportInterface({ LockedHint: true }, sessionPath, {
        name: sessionInterface,
        properties: { LockedHint: 'b' },
      });
      const description = { name: 'org.freedesktop.login1.User', properties: { Display: '(so)' } };
      await login.start(user, userPath, description);
      const saver = new BusService('org.gnome.ScreenSaver', session.address);
      await saver.start({}, '/org/gnome/ScreenSaver', { name: 'org.gnome.ScreenSaver' });
      const cover = (isActive: boolean) =>
        saver.bus.sendSignal('/org/gnome/ScreenSaver', 'org.gnome.ScreenSaver', 'ActiveChanged', 'b', [
          isActive,
        ]);

      const told: boolean[] = [];
      await followLock(buses, (isLocked) => told.push(isLocked));
      expect(told).toEqual([true]);
      login.tellProperty(sessionPath, sessionInterface, 'LockedHint', ['b', false]);
      await expect.poll(() => told).toEqual([true, false]);
      cover(true);
      await expect.poll(() => told).toEqual([true, false, true]);
      // Both say so now: what one service has said before it is answered, the app hears before it is answered.
      login.tellProperty(sessionPath, sessionInterface, 'LockedHint', ['b', true]);
      await login.call(theBus, 'GetId');
      await (await buses.system())?.id();
      cover(false);
      await saver.call(theBus, 'GetId');
      await (await buses.session())?.id();
      expect(told).toEqual([true, false, true]);
      login.tellProperty(sessionPath, sessionInterface, 'LockedHint', ['b', false]);
      await expect.poll(() => told).toEqual([true, false, true, false]);
    } finally {
      for (const bus of [await buses.session(), await buses.system()]) bus?.close();
      await Promise.all([session.stop(), system.stop()]);
    }
  },
);
