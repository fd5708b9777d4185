import type { DeviceStatus, PersonStatus } from '@holdfast/shared/protocol/presence.ts';

/** One connection of a person, by the socket's id. */
export interface Device {
  readonly id: string;
  readonly userId: string;
}

/** How a person is, and since when, in milliseconds since 1970; 0 where it is not known. */
export interface Shown {
  readonly status: PersonStatus;
  readonly since: number;
}

/** Whoever was never heard of. */
export const unheard: Shown = { status: 'offline', since: 0 };

/** Of so many people who went offline is known since when; of whoever went before them it is not. */
export const MOST_OFFLINE = 200;

interface Person {
  readonly devices: Map<string, DeviceStatus>;
  /** When something was known of them last. */
  knownAt: number;
  shown: Shown;
}

/**
 * How people are, over all their devices: online if one is, idle if none is but one is idle, and
 * offline if one of them hides the person, whatever the others say. Moments in milliseconds since 1970.
 */
export class PeopleBoard {
  readonly #people = new Map<string, Person>();
  /** Those without a device, who went first in front. */
  readonly #offline = new Map<string, Shown>();
  readonly #changed = new Set<string>();

  /** How many people others see as online or idle. */
  count(status: PersonStatus): number {
    let count = 0;
    for (const { shown } of this.#people.values()) count += Number(shown.status === status);
    return count;
  }

  /** Whether anybody has a device here. */
  get isEmpty(): boolean {
    return this.#people.size === 0;
  }

  shownOf(userId: string): Shown {
    return this.#people.get(userId)?.shown ?? this.#offline.get(userId) ?? unheard;
  }

  /** Whether others may know what the device does: it is awake, and its person does not hide. */
  isInSight({ id, userId }: Device): boolean {
    const devices = this.#people.get(userId)?.devices;
    const status = devices?.get(id);
    return status !== undefined && status !== 'away' && !isHidden(devices);
  }

  /** The devices of a person that said something. */
  devicesOf(userId: string): Iterable<string> {
    return this.#people.get(userId)?.devices.keys() ?? [];
  }

  /** A device says how its person is. */
  set({ id, userId }: Device, status: DeviceStatus, now: number): void {
    const person = this.#people.get(userId) ?? {
      devices: new Map(),
      knownAt: now,
      shown: this.shownOf(userId),
    };
    this.#people.set(userId, person);
    this.#offline.delete(userId);
    person.devices.set(id, status);
    this.#show(userId, person, now);
  }

  /** A device is gone, since `at`, which may be a while ago: its person is offline since the last one was. */
  remove({ id, userId }: Device, at: number): void {
    const person = this.#people.get(userId);
    if (!person?.devices.delete(id)) return;
    this.#show(userId, person, at);
    if (person.devices.size > 0) return;
    this.#people.delete(userId);
    this.#keepOffline(userId, person.shown);
  }

  /** Everybody whose status or moment may be another one than at the last call. */
  takeChanged(): readonly string[] {
    const changed = [...this.#changed];
    this.#changed.clear();
    return changed;
  }

  get hasChanged(): boolean {
    return this.#changed.size > 0;
  }

  /** A moment stays as long as the status does, so that nothing can be told from it that is not shown. */
  #show(userId: string, person: Person, at: number): void {
    person.knownAt = Math.max(person.knownAt, at);
    const status = statusOf(person.devices);
    if (status === person.shown.status) return;
    person.shown = { status, since: person.knownAt };
    this.#changed.add(userId);
  }

  #keepOffline(userId: string, shown: Shown): void {
    if (shown.since === 0) return;
    this.#offline.set(userId, shown);
    const [oldest] = this.#offline.keys();
    if (this.#offline.size > MOST_OFFLINE && oldest !== undefined) this.#offline.delete(oldest);
  }
}

function isHidden(devices: ReadonlyMap<string, DeviceStatus> | undefined): boolean {
  return devices !== undefined && [...devices.values()].includes('hidden');
}

function statusOf(devices: ReadonlyMap<string, DeviceStatus>): PersonStatus {
  const statuses = [...devices.values()];
  if (statuses.includes('hidden')) return 'offline';
  if (statuses.includes('online')) return 'online';
  return statuses.includes('idle') ? 'idle' : 'offline';
}
