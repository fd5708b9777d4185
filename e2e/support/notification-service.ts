import { sessionBus } from '@homebridge/dbus-native';

const servicePath = '/org/freedesktop/Notifications';
const serviceName = 'org.freedesktop.Notifications';
/** "Do not queue": fail if somebody else owns the name. */
const DO_NOT_QUEUE = 0x4;
const PRIMARY_OWNER = 1;

export interface ShownNotification {
  readonly id: number;
  readonly title: string;
  readonly body: string;
  readonly actions: readonly string[];
}

/** The notification service of the session's bus, owned by the test: it sees what the app shows, and clicks on it. */
export class NotificationService {
  readonly shown: ShownNotification[] = [];
  private readonly bus = sessionBus();
  private nextId = 1;

  async start(): Promise<void> {
    this.bus.exportInterface(this.service(), servicePath, description);
    await new Promise<void>((resolve, reject) => {
      this.bus.requestName(serviceName, DO_NOT_QUEUE, (error, code) => {
        if (error || code !== PRIMARY_OWNER)
          reject(new Error(`The session bus did not give the name: ${String(error ?? code)}`));
        else resolve();
      });
    });
  }

  /** Clicks a notification, as a person would. */
  click(id: number): void {
    this.bus.sendSignal(servicePath, serviceName, 'ActionInvoked', 'us', [id, 'default']);
  }

  stop(): void {
    this.bus.connection.end();
  }

  private service(): object {
    return {
      GetCapabilities: () => ['actions', 'body'],
      GetServerInformation: () => ['e2e', 'holdfast', '1.0', '1.2'],
      Notify: (
        _app: string,
        replaces: number,
        _icon: string,
        title: string,
        body: string,
        actions: string[],
      ) => {
        const id = replaces || this.nextId;
        this.nextId += 1;
        this.shown.push({ id, title, body, actions });
        return id;
      },
      CloseNotification: (id: number) => {
        this.bus.sendSignal(servicePath, serviceName, 'NotificationClosed', 'uu', [id, 3]);
      },
    };
  }
}

const description = {
  name: serviceName,
  methods: {
    GetCapabilities: ['', 'as'],
    GetServerInformation: ['', 'ssss'],
    Notify: ['susssasa{sv}i', 'u'],
    CloseNotification: ['u', ''],
  },
  signals: { ActionInvoked: ['us', 'id', 'action_key'], NotificationClosed: ['uu', 'id', 'reason'] },
};
