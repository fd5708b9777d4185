import { afterEach, expect, test } from 'vitest';
import type { Bus } from '../../apps/desktop/src/main/dbus/bus.ts';
import { openBus } from '../../apps/desktop/src/main/dbus/open-bus.ts';
import { PrivateBus } from '../../apps/desktop/src/main/dbus/test-support/private-bus.ts';
import { followMetered } from '../../apps/desktop/src/main/power/follow-metered.ts';
import { BusService } from '../support/bus-service.ts';

const NAME = 'org.freedesktop.NetworkManager';
const PATH = '/org/freedesktop/NetworkManager';

const daemon = new PrivateBus();
let bus: Bus | undefined;
let manager: BusService | undefined;

afterEach(async () => {
  bus?.close();
  await manager?.stop();
  await daemon.stop();
});

test.skipIf(process.platform !== 'linux')(
  'that the line is paid for is heard of the network manager, now and later; without one it is not said',
  async () => {
    const address = await daemon.start();
    bus = await openBus(address);
    const told: boolean[] = [];
    const hear = (isMetered: boolean) => told.push(isMetered);
    await followMetered(undefined, hear);
    await followMetered(bus, hear);
    expect(told).toEqual([]);
    manager = new BusService(NAME, address);
    await manager.start({ Metered: 4 }, PATH, { name: NAME, properties: { Metered: 'u' } });
    await followMetered(bus, hear);
    // NMMetered: 1 yes, 2 no, 3 and 4 as good as.
    for (const value of [1, 2, 3]) manager.tellProperty(PATH, NAME, 'Metered', ['u', value]);
    await expect.poll(() => told).toEqual([false, true, false, true]);
  },
);
