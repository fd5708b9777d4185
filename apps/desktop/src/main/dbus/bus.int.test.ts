import { afterEach, expect, test } from 'vitest';
import type { Bus, BusSignal } from './bus.ts';
import { Buses } from './buses.ts';
import { openBus } from './open-bus.ts';
import { PrivateBus } from './test-support/private-bus.ts';

const daemon = new PrivateBus();
const opened: Bus[] = [];
const theBus = {
  destination: 'org.freedesktop.DBus',
  path: '/org/freedesktop/DBus',
  interface: 'org.freedesktop.DBus',
};

afterEach(async () => {
  for (const bus of opened.splice(0)) bus.close();
  await daemon.stop();
});

async function open(address: string): Promise<Bus> {
  const bus = await openBus(address);
  if (bus === undefined) throw new Error('The bus did not let us in.');
  opened.push(bus);
  return bus;
}

const onLinux = test.skipIf(process.platform !== 'linux');

onLinux(
  'calls are answered or refused with the service’s words; a signal reaches whoever asked for it',
  async () => {
    const address = await daemon.start();
    const [one, other] = [await open(address), await open(`unix:path=/nowhere;${address}`)];
    expect(await one.property(theBus, 'Features')).toEqual(expect.any(Array));
    await expect(one.call(theBus, 'Nonsense')).rejects.toThrow(/org\.freedesktop\.DBus: .*Nonsense/);

    const heard: BusSignal[] = [];
    const stop = await one.onSignal({ interface: 'org.example.A', member: 'Said' }, (signal) =>
      heard.push(signal),
    );
    const owners: (string | undefined)[] = [];
    await one.onOwner('org.example.Name', (owner) => owners.push(owner));
    other.emit('/a', 'org.example.A', 'Whispered', ['s', 'no']);
    other.emit('/a', 'org.example.A', 'Said', ['su', 'yes', 7]);
    await other.call(theBus, 'RequestName', ['su', 'org.example.Name', 4]);
    expect(await one.ownerOf('org.example.Name')).toBe(heard[0]?.sender);
    expect(heard).toMatchObject([{ path: '/a', member: 'Said', body: ['yes', 7] }]);
    stop();
    other.emit('/a', 'org.example.A', 'Said', ['su', 'again', 8]);
    other.close();
    await expect.poll(() => owners).toEqual([heard[0]?.sender, undefined]);
    expect(heard).toHaveLength(1);
  },
);

onLinux('a bus that ends is told, and nobody waits for an answer of it', async () => {
  const address = await daemon.start();
  const buses = new Buses({ DBUS_SESSION_BUS_ADDRESS: address }, 'linux');
  const bus = await buses.session();
  if (bus === undefined) throw new Error('The bus did not let us in.');
  expect(await buses.session()).toBe(bus);
  const ended = new Promise<void>((resolve) => bus.onEnd(resolve));
  await daemon.stop();
  await ended;
  await expect(bus.ownerOf('org.example.Name')).rejects.toThrow('The bus is gone.');
  expect(await buses.session()).toBeUndefined();
});

test('where there is no bus there is none, and other systems are not asked', async () => {
  expect(
    await new Buses({ DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nowhere' }, 'linux').session(),
  ).toBeUndefined();
  expect(await new Buses({}, 'win32').system()).toBeUndefined();
});
