import type { Bus, BusObject } from './bus.ts';
import { readNamed } from './bus-values.ts';

const PROPERTIES = 'org.freedesktop.DBus.Properties';

/**
 * Calls back with a property's value, now and whenever its service says that it has changed. Rejects where it
 * cannot be read. Gives what ends it.
 */
export async function followProperty(
  bus: Bus,
  object: BusObject,
  name: string,
  listener: (value: unknown) => void,
): Promise<() => void> {
  const { destination: sender, path } = object;
  const filter = { interface: PROPERTIES, member: 'PropertiesChanged', path, sender, arg0: object.interface };
  const stop = await bus.onSignal(filter, ({ body: [, changed, invalidated] }) => {
    const values = readNamed(changed);
    if (Object.hasOwn(values, name)) listener(values[name]);
    // Some services only say that it is another one now.
    else if (Array.isArray(invalidated) && invalidated.includes(name))
      bus.property(object, name).then(listener, () => undefined);
  });
  try {
    listener(await bus.property(object, name));
  } catch (error) {
    stop();
    throw error;
  }
  return stop;
}
