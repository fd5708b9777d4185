import { BusService } from './bus-service.ts';

const UPDATE = { path: '/com/canonical/unity/launcherentry/holdfast', member: 'Update' };

/** The dock of a desktop, which hears what apps want to be counted on their icons. */
export class Dock {
  /** The counts that were told, in their order; nothing for none. */
  readonly counts: (number | null)[] = [];
  private readonly service = new BusService('com.canonical.Unity');

  async start(): Promise<void> {
    const { bus } = this.service;
    bus.connection.on('message', ({ member, path, body = [] }) => {
      if (member === UPDATE.member && path === UPDATE.path) this.hear(body);
    });
    await this.service.start({}, '/com/canonical/Unity', { name: 'com.canonical.Unity' });
    const theBus = {
      destination: 'org.freedesktop.DBus',
      path: '/org/freedesktop/DBus',
      interface: 'org.freedesktop.DBus',
    };
    await this.service.call(theBus, 'AddMatch', 's', "interface='com.canonical.Unity.LauncherEntry'");
  }

  stop(): Promise<void> {
    return this.service.stop();
  }

  private hear([, told]: readonly unknown[]): void {
    const named = told as readonly (readonly [string, readonly [unknown, readonly [unknown]]])[];
    const values = Object.fromEntries(named.map(([name, [, [value]]]) => [name, value]));
    this.counts.push(values['count-visible'] === true ? Number(values.count) : null);
  }
}
