import { BusService, type InterfaceDescription } from './bus-service.ts';

const servicePath = '/org/freedesktop/Notifications';
const serviceName = 'org.freedesktop.Notifications';

const DISMISSED = 2;
const CLOSED_BY_CALL = 3;

export interface ShownNotification {
  readonly id: number;
  /** The number of the one whose place it takes; 0 for none. */
  readonly replaces: number;
  readonly icon: string;
  readonly title: string;
  readonly body: string;
  /** Keys and labels by turns. */
  readonly actions: readonly string[];
  readonly hints: Readonly<Record<string, unknown>>;
}

/** What a hint arrives as: how its type is written, and its value. */
type Hint = readonly [name: string, variant: readonly [unknown, readonly [unknown]]];

/** The notification service of a session's bus, owned by the test: it sees what the app shows, clicks on it, answers and closes it. */
export class NotificationService {
  /** Each call of the app's, in its order. */
  readonly shown: ShownNotification[] = [];
  /** The numbers that the app took back. */
  readonly withdrawn: number[] = [];
  /** In these words it refuses to show anything. */
  refusal: string | undefined;
  private readonly capabilities: readonly string[];
  private readonly service: BusService;
  private nextId = 1;

  /** @param address of the bus; that of the environment if absent */
  constructor(capabilities: readonly string[] = ['actions', 'body'], address?: string) {
    this.capabilities = capabilities;
    this.service = new BusService(serviceName, address);
  }

  async start(): Promise<void> {
    await this.service.start(this.methods, servicePath, description);
  }

  /** The last one that it was asked to show. Throws where there is none. */
  get last(): ShownNotification {
    const last = this.shown.at(-1);
    if (last === undefined) throw new Error('Nothing was shown.');
    return last;
  }

  /** Clicks a notification, as a person would. */
  click(id: number): void {
    this.act(id, 'default');
  }

  /** Presses the button with this key. */
  act(id: number, key: string): void {
    this.signal('ActionInvoked', 'us', [id, key]);
  }

  /** Writes a reply into the notification itself. */
  reply(id: number, text: string): void {
    this.signal('NotificationReplied', 'us', [id, text]);
  }

  dismiss(id: number): void {
    this.signal('NotificationClosed', 'uu', [id, DISMISSED]);
  }

  /** Turns the system's own "do not disturb" on or off. */
  inhibit(on: boolean): void {
    this.methods.Inhibited = on;
    this.service.tellProperty(servicePath, serviceName, 'Inhibited', ['b', on]);
  }

  async stop(): Promise<void> {
    await this.service.stop();
  }

  private signal(member: string, signature: string, body: readonly unknown[]): void {
    this.service.bus.sendSignal(servicePath, serviceName, member, signature, body);
  }

  private readonly methods = {
    Inhibited: false,
    GetCapabilities: () => this.capabilities,
    GetServerInformation: () => ['e2e', 'holdfast', '1.0', '1.2'],
    Notify: (
      _app: string,
      replaces: number,
      icon: string,
      title: string,
      body: string,
      actions: string[],
      hints: readonly Hint[],
    ) => {
      if (this.refusal !== undefined) return new Error(this.refusal);
      const id = replaces || this.nextId++;
      this.shown.push({ id, replaces, icon, title, body, actions, hints: readHints(hints) });
      return id;
    },
    CloseNotification: (id: number) => {
      this.withdrawn.push(id);
      this.signal('NotificationClosed', 'uu', [id, CLOSED_BY_CALL]);
    },
  };
}

function readHints(hints: readonly Hint[]): Record<string, unknown> {
  return Object.fromEntries(hints.map(([name, [, [value]]]) => [name, value]));
}

const description: InterfaceDescription = {
  name: serviceName,
  methods: {
    GetCapabilities: ['', 'as'],
    GetServerInformation: ['', 'ssss'],
    Notify: ['susssasa{sv}i', 'u'],
    CloseNotification: ['u', ''],
  },
  properties: { Inhibited: 'b' },
  signals: {
    ActionInvoked: ['us', 'id', 'action_key'],
    NotificationClosed: ['uu', 'id', 'reason'],
    NotificationReplied: ['us', 'id', 'text'],
  },
};
