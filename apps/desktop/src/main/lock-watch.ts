import { z } from 'zod';
import type { Bus } from './dbus/bus.ts';
import type { Buses } from './dbus/buses.ts';
import { followProperty } from './dbus/follow-property.ts';

const LOGIN = 'org.freedesktop.login1';
const ownLogin = {
  destination: LOGIN,
  path: '/org/freedesktop/login1/user/self',
  interface: `${LOGIN}.User`,
};
/** The session on the screen, by its id and the path of its object. */
const displaySchema = z.tuple([z.string(), z.string().startsWith('/')]);

/** Screen savers of desktops that tell when they cover the screen; not each of them tells logind. */
const screenSavers = ['freedesktop', 'gnome', 'cinnamon', 'mate', 'xfce'].map(
  (desktop) => `org.${desktop}.ScreenSaver`,
);

/**
 * Calls back when the screen is locked and unlocked, on Linux, where Electron does not tell: as logind and the desktop's
 * screen saver say it. What of these is not there says nothing.
 */
export async function followLock(buses: Buses, listener: (isLocked: boolean) => void): Promise<void> {
  const locked = new Set<string>();
  let told = false;
  const note = (who: string) => (isLocked: unknown) => {
    if (isLocked === true) locked.add(who);
    else locked.delete(who);
    if (locked.size > 0 === told) return;
    told = !told;
    listener(told);
  };
  const [session, system] = await Promise.all([buses.session(), buses.system()]);
  await Promise.all([followScreenSavers(session, note), followLogin(system, note('login'))]);
}

type Note = (who: string) => (isLocked: unknown) => void;

async function followScreenSavers(bus: Bus | undefined, note: Note): Promise<void> {
  if (bus === undefined) return;
  for (const name of screenSavers) {
    const tell = note(name);
    await bus.onSignal({ interface: name, member: 'ActiveChanged' }, ({ body: [isActive] }) =>
      tell(isActive),
    );
    // One that has ended covers nothing.
    await bus.onOwner(name, () => tell(false));
  }
}

async function followLogin(bus: Bus | undefined, tell: (isLocked: unknown) => void): Promise<void> {
  if (bus === undefined) return;
  try {
    const [, path] = displaySchema.parse(await bus.property(ownLogin, 'Display'));
    const session = { destination: LOGIN, path, interface: `${LOGIN}.Session` };
    await followProperty(bus, session, 'LockedHint', tell);
  } catch {
    // A machine without logind, or a session without a screen: nobody locks it there.
  }
}
