import { type MessageBus, sessionBus } from '@homebridge/dbus-native';

/** "Do not queue": fail if somebody else owns the name. */
const DO_NOT_QUEUE = 0x4;
const PRIMARY_OWNER = 1;

/** An interface as the library wants it described: the types of what goes in and what comes out. */
export interface InterfaceDescription {
  readonly name: string;
  readonly methods?: Readonly<Record<string, readonly [string, string]>>;
  readonly properties?: Readonly<Record<string, string>>;
  readonly signals?: Readonly<Record<string, readonly string[]>>;
}

/** An object of somebody else's, and which of its interfaces. */
export interface BusObject {
  readonly destination: string;
  readonly path: string;
  readonly interface: string;
}

/** Something on the test's session bus that has a well-known name, as the desktop's own services do. */
export class BusService {
  readonly bus: MessageBus;
  private readonly name: string;
  private hasEnded = false;

  constructor(name: string, address?: string) {
    this.name = name;
    this.bus = sessionBus(address === undefined ? {} : { busAddress: address });
    // A bus that goes before the test's service does is no fault of it.
    for (const event of ['end', 'error']) this.bus.connection.on(event, () => (this.hasEnded = true));
  }

  /** Answers calls of an object with the methods and properties of `service`, and takes the name. */
  async start(service: object, path: string, description: InterfaceDescription): Promise<void> {
    this.bus.exportInterface(service, path, description);
    await new Promise<void>((resolve, reject) => {
      this.bus.requestName(this.name, DO_NOT_QUEUE, (error, code) => {
        if (error || code !== PRIMARY_OWNER)
          reject(new Error(`The session bus did not give ${this.name}: ${String(error ?? code)}`));
        else resolve();
      });
    });
  }

  /** Calls a method of somebody else's object, with a body of these types. Gives what it answers. */
  call(object: BusObject, member: string, signature = '', ...body: unknown[]): Promise<readonly unknown[]> {
    const given = signature === '' ? {} : { signature, body };
    return new Promise((resolve, reject) => {
      this.bus.invoke({ ...object, member, ...given }, (error, ...answer) => {
        if (error) reject(new Error(`${object.destination} ${member}: ${error.message}`));
        else resolve(answer);
      });
    });
  }

  /** Says that a property is another one now. */
  tellProperty(path: string, interfaceName: string, name: string, value: readonly [string, unknown]): void {
    const properties = 'org.freedesktop.DBus.Properties';
    this.bus.sendSignal(path, properties, 'PropertiesChanged', 'sa{sv}as', [
      interfaceName,
      [[name, value]],
      [],
    ]);
  }

  /** Leaves the bus, as a service does that ends or falls. */
  async stop(): Promise<void> {
    if (this.hasEnded) return;
    this.hasEnded = true;
    const { connection } = this.bus;
    await new Promise<void>((resolve) => {
      connection.once('end', resolve);
      // Only then may the next one take it.
      this.bus.releaseName(this.name, () => resolve());
    });
    connection.end();
  }
}
