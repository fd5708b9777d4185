import { PresenceClient } from '../presence/presence-client.ts';
import { ENTER_AFTER_MS } from '../presence/rooms.ts';
import type { RowKey } from '../store/row-key.ts';
import { ManualClock, settlePromises } from './manual-clock.ts';
import { ScriptTransport, type Try } from './script-transport.ts';

export const me = '018f4e5a-0000-7000-8000-00000000000a';
export const ben = '018f4e5a-0000-7000-8000-00000000000b';
export const eva = '018f4e5a-0000-7000-8000-00000000000c';

/** The people of one account, with the test's clock and lines. */
export class PresenceSetup {
  readonly clock = new ManualClock();
  readonly network = new ScriptTransport();
  hidden = false;
  /** The rows that are on this device; all where it is not set. */
  rows: readonly string[] | undefined;
  readonly client = new PresenceClient({
    environment: { clock: this.clock, log: () => {} },
    userId: me,
    isHidden: () => this.hidden,
    hasRow: ({ table, id }: RowKey) => this.rows?.includes(`${table}:${id}`) ?? true,
    peopleChanged: () => {},
  });

  /** What was said over the last line. */
  get line(): Try {
    return this.network.last;
  }

  /** Brings a new line up and lets its first answers come. */
  async connect(): Promise<void> {
    const handshake = { token: '', clientId: '', protocol: 2, schema: 3 };
    const events = {
      ...{ opened: () => {}, closed: () => {}, delta: () => {}, scopes: () => {}, expiring: () => {} },
      ...{ revoked: () => {}, draining: () => {} },
      presenceChange: () => {},
      presenceRoom: () => {},
      typingChange: () => {},
    };
    this.client.lineUp(this.network.connect('', handshake, events));
    await settlePromises();
  }

  /** Lets the rooms be entered that are needed now. */
  enter(): Promise<void> {
    return this.clock.advance(ENTER_AFTER_MS);
  }

  /** The line is gone, and another one stands. */
  async reconnect(): Promise<void> {
    this.client.lineDown();
    await this.connect();
  }
}
