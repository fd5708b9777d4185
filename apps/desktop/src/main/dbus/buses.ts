import type { Bus } from './bus.ts';
import { sessionBusAddress, systemBusAddress } from './bus-address.ts';
import { openBus } from './open-bus.ts';

/** The buses of this machine, each opened when first asked for and shared by all who ask. */
export class Buses {
  readonly #session: () => Promise<Bus | undefined>;
  readonly #system: () => Promise<Bus | undefined>;

  constructor(env: NodeJS.ProcessEnv = process.env, platform: NodeJS.Platform = process.platform) {
    const isLinux = platform === 'linux';
    this.#session = kept(isLinux ? sessionBusAddress(env) : undefined);
    this.#system = kept(isLinux ? systemBusAddress(env) : undefined);
  }

  /** The bus of whoever is logged in: notifications, tray, screen lock. Nothing where there is none. */
  session(): Promise<Bus | undefined> {
    return this.#session();
  }

  /** The bus of the machine: its network and its power. Nothing where there is none. */
  system(): Promise<Bus | undefined> {
    return this.#system();
  }
}

/** Opens a bus once; again only after it has ended, or was not there. */
function kept(address: string | undefined): () => Promise<Bus | undefined> {
  let opened: Promise<Bus | undefined> = Promise.resolve(undefined);
  return () => {
    if (address !== undefined) opened = opened.then((bus) => (bus?.isOpen ? bus : openBus(address)));
    return opened;
  };
}
