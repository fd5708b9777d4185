import { BusService, type InterfaceDescription } from './bus-service.ts';

const NAME = 'org.kde.StatusNotifierWatcher';
const PATH = '/StatusNotifierWatcher';
const ITEM = 'org.kde.StatusNotifierItem';
const MENU = 'com.canonical.dbusmenu';

/** What the library makes of a variant: how its type is written, and its value. */
type Variant = readonly [unknown, readonly [unknown]];
/** What it makes of a menu's item: its number, its properties and its own items. */
type Item = readonly [number, readonly (readonly [string, Variant])[], readonly Variant[]];

/** An entry of a tray's menu as a panel shows it. Separators are left out. */
export interface TrayMenuItem {
  readonly id: number;
  readonly label: string;
  readonly enabled: boolean;
  readonly items: readonly TrayMenuItem[];
}

/** The panel of a desktop that shows icons of programs, owned by the test: it reads an icon, its menu, and clicks. */
export class TrayHost {
  /** The connections whose icons it shows. */
  readonly shown: string[] = [];
  private readonly service = new BusService(NAME);

  async start(): Promise<void> {
    await this.service.start(this.methods, PATH, description);
  }

  /** What the icon says of itself when somebody points at it. */
  async tooltip(): Promise<string> {
    const [, , title] = (await this.read('ToolTip')) as readonly [unknown, unknown, string];
    return title;
  }

  /** What a click on the icon does. */
  async click(): Promise<void> {
    await this.service.call(this.item, 'Activate', 'ii', 0, 0);
  }

  async menu(): Promise<readonly TrayMenuItem[]> {
    const [, root] = await this.service.call(await this.menuObject(), 'GetLayout', 'iias', 0, -1, []);
    return itemsOf(root as Item);
  }

  /** Chooses an entry by its label, wherever in the menu it is. */
  async choose(label: string): Promise<void> {
    const found = flat(await this.menu()).find((item) => item.label === label);
    if (found === undefined) throw new Error(`The tray's menu has no "${label}".`);
    await this.service.call(await this.menuObject(), 'Event', 'isvu', found.id, 'clicked', ['i', 0], 0);
  }

  stop(): Promise<void> {
    return this.service.stop();
  }

  private get item() {
    const destination = this.shown.at(-1);
    if (destination === undefined) throw new Error('No icon is shown.');
    return { destination, path: '/StatusNotifierItem', interface: ITEM };
  }

  private async menuObject() {
    return { destination: this.item.destination, path: String(await this.read('Menu')), interface: MENU };
  }

  private async read(property: string): Promise<unknown> {
    const properties = { ...this.item, interface: 'org.freedesktop.DBus.Properties' };
    const [value] = await this.service.call(properties, 'Get', 'ss', ITEM, property);
    return (value as Variant)[1][0];
  }

  private readonly methods = {
    IsStatusNotifierHostRegistered: true,
    ProtocolVersion: 0,
    RegisteredStatusNotifierItems: this.shown,
    RegisterStatusNotifierItem: (name: string) => {
      this.shown.push(name);
    },
    RegisterStatusNotifierHost: () => {},
  };
}

function itemsOf([, , children]: Item): TrayMenuItem[] {
  return children.flatMap(([, [child]]) => {
    const item = child as Item;
    const properties = Object.fromEntries(item[1].map(([name, [, [value]]]) => [name, value]));
    if (properties.type === 'separator' || properties.visible === false) return [];
    const label = String(properties.label ?? '').replaceAll('_', '');
    return [{ id: item[0], label, enabled: properties.enabled !== false, items: itemsOf(item) }];
  });
}

function flat(items: readonly TrayMenuItem[]): TrayMenuItem[] {
  return items.flatMap((item) => [item, ...flat(item.items)]);
}

const description: InterfaceDescription = {
  name: NAME,
  methods: { RegisterStatusNotifierItem: ['s', ''], RegisterStatusNotifierHost: ['s', ''] },
  properties: {
    IsStatusNotifierHostRegistered: 'b',
    ProtocolVersion: 'i',
    RegisteredStatusNotifierItems: 'as',
  },
};
