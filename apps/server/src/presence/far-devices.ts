import type { SaidSeat } from '../cluster/seat.ts';
import type { Device } from './people-board.ts';

/** A connection of another process that said something of itself. */
export interface FarDevice extends Device {
  readonly said: SaidSeat;
  readonly rooms: ReadonlySet<string>;
}

const nobody: ReadonlySet<FarDevice> = new Set();

/** The connections of other processes that said something, found by the rooms that they are in. */
export class FarDevices {
  readonly #devices = new Map<string, FarDevice>();
  readonly #byRoom = new Map<string, Set<FarDevice>>();

  get(id: string): FarDevice | undefined {
    return this.#devices.get(id);
  }

  in(room: string): ReadonlySet<FarDevice> {
    return this.#byRoom.get(room) ?? nobody;
  }

  set(device: FarDevice): void {
    this.remove(device.id);
    this.#devices.set(device.id, device);
    for (const room of device.rooms) {
      const known = this.#byRoom.get(room);
      if (known === undefined) this.#byRoom.set(room, new Set([device]));
      else known.add(device);
    }
  }

  remove(id: string): void {
    const device = this.#devices.get(id);
    if (device === undefined) return;
    this.#devices.delete(id);
    for (const room of device.rooms) {
      const known = this.#byRoom.get(room);
      known?.delete(device);
      if (known?.size === 0) this.#byRoom.delete(room);
    }
  }
}
