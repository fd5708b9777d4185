import { connect, type Socket } from 'node:net';
import { Bus } from './bus.ts';
import { type BusPlace, readBusAddress } from './bus-address.ts';

/** A bus is on this machine: it answers at once or is not there. */
const CONNECT_WITHIN_MS = 2_000;

/** Connects to the first place of an address that lets us in. Nothing where none does. */
export async function openBus(address: string): Promise<Bus | undefined> {
  for (const place of readBusAddress(address)) {
    const bus = await openAt(place).catch(() => undefined);
    if (bus !== undefined) return bus;
  }
  return undefined;
}

async function openAt(place: BusPlace): Promise<Bus> {
  // Only Linux has buses, and only there is the library read.
  const { createClient } = await import('@homebridge/dbus-native');
  const bus = new Bus(createClient({ stream: await connectTo(place) }));
  // Only whoever was let in is answered.
  await bus.id();
  return bus;
}

function connectTo(place: BusPlace): Promise<Socket> {
  const socket = connect(place);
  return new Promise((resolve, reject) => {
    const fail = (error: Error) => {
      clearTimeout(late);
      socket.destroy();
      reject(error);
    };
    const late = setTimeout(() => fail(new Error('The bus does not answer.')), CONNECT_WITHIN_MS);
    socket.once('error', fail);
    socket.once('connect', () => {
      clearTimeout(late);
      socket.off('error', fail);
      resolve(socket);
    });
  });
}
