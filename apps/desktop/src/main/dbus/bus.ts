import type { Message, MessageBus } from '@homebridge/dbus-native';
import { readVariant } from './bus-values.ts';

/** A service that hangs must not keep us waiting. */
const ANSWER_WITHIN_MS = 5_000;

const SIGNAL = 4;
const DBUS = 'org.freedesktop.DBus';

/** What a method is given: its types as D-Bus writes them, and the values. */
export type BusArguments = readonly [signature: string, ...values: unknown[]];

export interface BusSignal {
  /** The unique name of whoever sent it. */
  readonly sender: string;
  readonly path: string;
  readonly interface: string;
  readonly member: string;
  readonly body: readonly unknown[];
}

/** Which signals are wanted: `sender` is a well-known or unique name, `arg0` a text that comes first in it. */
export interface SignalFilter {
  readonly interface: string;
  readonly member?: string;
  readonly path?: string;
  readonly sender?: string;
  readonly arg0?: string;
}

/** An object of a service, and which of its interfaces. */
export interface BusObject {
  readonly destination: string;
  readonly path: string;
  readonly interface: string;
}

type Stop = () => void;

const theBus: BusObject = { destination: DBUS, path: '/org/freedesktop/DBus', interface: DBUS };

/** One connection to a message bus. */
export class Bus {
  readonly #bus: MessageBus;
  readonly #waiting = new Set<(error: Error) => void>();
  readonly #listeners = new Set<(signal: BusSignal) => void>();
  readonly #onEnd = new Set<() => void>();
  #isOpen = true;

  /** @param bus connected, or connecting: what is said before is said once it is */
  constructor(bus: MessageBus) {
    this.#bus = bus;
    bus.connection.on('message', (message: Message) => this.#receive(message));
    bus.connection.on('error', () => this.#ended());
    bus.connection.on('end', () => this.#ended());
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** Calls back once when the connection has ended. */
  onEnd(listener: () => void): void {
    this.#onEnd.add(listener);
  }

  /** What tells this bus from every other one, also from the next one of the same session. Rejects unless it has let us in. */
  async id(): Promise<string> {
    const [id] = await this.call(theBus, 'GetId');
    return String(id);
  }

  /** Calls a method and gives what it answers. Rejects with the service's words, or after 5 s without an answer. */
  call(object: BusObject, member: string, given?: BusArguments): Promise<readonly unknown[]> {
    if (!this.#isOpen) return Promise.reject(new Error('The bus is gone.'));
    const { destination } = object;
    return new Promise((resolve, reject) => {
      const settle = () => {
        clearTimeout(late);
        this.#waiting.delete(fail);
      };
      const fail = (error: Error) => {
        settle();
        reject(error);
      };
      const late = setTimeout(() => fail(new Error(`${destination} does not answer.`)), ANSWER_WITHIN_MS);
      this.#waiting.add(fail);
      this.#bus.invoke({ ...object, member, ...argumentsOf(given) }, (error, ...answer) => {
        if (error) return fail(new Error(`${destination}: ${error.message || error.name || member}`));
        settle();
        resolve(answer);
      });
    });
  }

  /** Reads a property of an object. Rejects as `call` does. */
  async property(object: BusObject, name: string): Promise<unknown> {
    const properties = { ...object, interface: `${DBUS}.Properties` };
    const [value] = await this.call(properties, 'Get', ['ss', object.interface, name]);
    return readVariant(value);
  }

  /** Sends a signal to whoever listens. */
  emit(path: string, interfaceName: string, member: string, [signature, ...body]: BusArguments): void {
    if (this.#isOpen) this.#bus.sendSignal(path, interfaceName, member, signature, body);
  }

  /** Hears signals from when the bus knows of it. Rejects where the bus does not allow it. */
  async onSignal(filter: SignalFilter, listener: (signal: BusSignal) => void): Promise<Stop> {
    // What the bus lets through for one filter reaches the listeners of all.
    const hear = (signal: BusSignal) => isMeant(signal, filter) && listener(signal);
    await this.call(theBus, 'AddMatch', ['s', matchRule(filter)]);
    this.#listeners.add(hear);
    return () => {
      this.#listeners.delete(hear);
      // A bus that is gone has forgotten it.
      this.call(theBus, 'RemoveMatch', ['s', matchRule(filter)]).catch(() => undefined);
    };
  }

  /** Who owns a well-known name now: a unique name, or nothing. */
  async ownerOf(name: string): Promise<string | undefined> {
    const [hasOwner] = await this.call(theBus, 'NameHasOwner', ['s', name]);
    if (hasOwner !== true) return undefined;
    const [owner] = await this.call(theBus, 'GetNameOwner', ['s', name]);
    return typeof owner === 'string' ? owner : undefined;
  }

  /** Whether somebody owns a name, or would be started if it were called. */
  async isAvailable(name: string): Promise<boolean> {
    if ((await this.ownerOf(name)) !== undefined) return true;
    const [startable] = await this.call(theBus, 'ListActivatableNames');
    return Array.isArray(startable) && startable.includes(name);
  }

  /** Calls back with the new owner, or nothing, each time a name gets another one. */
  onOwner(name: string, listener: (owner: string | undefined) => void): Promise<Stop> {
    const filter = { interface: DBUS, member: 'NameOwnerChanged', sender: DBUS, arg0: name };
    return this.onSignal(filter, ({ body: [, , owner] }) =>
      listener(typeof owner === 'string' && owner !== '' ? owner : undefined),
    );
  }

  close(): void {
    this.#bus.connection.end();
    this.#ended();
  }

  #receive({ type, sender = '', path = '', interface: name = '', member = '', body = [] }: Message): void {
    if (type !== SIGNAL) return;
    const signal = { sender, path, interface: name, member, body };
    for (const listener of [...this.#listeners]) listener(signal);
  }

  #ended(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    for (const fail of [...this.#waiting]) fail(new Error('The bus is gone.'));
    for (const listener of this.#onEnd) listener();
  }
}

function isMeant(signal: BusSignal, { interface: name, member, path, arg0 }: SignalFilter): boolean {
  return (
    signal.interface === name &&
    (member === undefined || signal.member === member) &&
    (path === undefined || signal.path === path) &&
    (arg0 === undefined || signal.body[0] === arg0)
  );
}

function argumentsOf(given: BusArguments | undefined): { signature?: string; body?: readonly unknown[] } {
  if (given === undefined) return {};
  const [signature, ...body] = given;
  return { signature, body };
}

/** A match rule of the D-Bus specification. What it names is ours and holds no quotes. */
function matchRule(filter: SignalFilter): string {
  const parts = Object.entries(filter).map(([key, value]) => `${key}='${value}'`);
  return ["type='signal'", ...parts].join(',');
}
