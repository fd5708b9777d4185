import { type Notice, type NoticeAct, noticeActions } from '../../engine/api/notices.ts';
import type { Words } from '../../words/words.ts';
import type { Bus, BusObject, BusSignal } from '../dbus/bus.ts';
import { type Capabilities, notifyArguments } from './notify-arguments.ts';
import type { NoticeOutlet, OutletReports, ShownNotice } from './outlet.ts';
import type { ShownNotices } from './shown-notices.ts';

const NAME = 'org.freedesktop.Notifications';
const service: BusObject = { destination: NAME, path: '/org/freedesktop/Notifications', interface: NAME };

/** After a failure the service is asked anew whether it is well. */
const ASK_AGAIN_MS = 5 * 60_000;
/** A reason of `NotificationClosed`: its time was over. Many services keep it in a list then, where it can be clicked. */
const EXPIRED = 1;

export interface BusNoticesOptions extends OutletReports {
  readonly bus: Bus;
  readonly shown: ShownNotices;
  readonly icon: string;
  words(): Words;
  /** Whether notices may be heard on this device. */
  sounds(): boolean;
}

/** Shows notices through `org.freedesktop.Notifications`, and follows that service as it comes, goes and fails. */
export class BusNotices implements NoticeOutlet {
  readonly #options: BusNoticesOptions;
  #owner: string | undefined;
  #capabilities: Capabilities | undefined;
  #askAgain: NodeJS.Timeout | undefined;
  /** The service numbers a notice only as it answers: what concerns it waits for that. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(options: BusNoticesOptions) {
    this.#options = options;
  }

  async start(): Promise<void> {
    const { bus } = this.#options;
    bus.onEnd(() => this.#missing());
    try {
      await bus.onOwner(NAME, (owner) =>
        this.#inTurn(() => this.#ownedBy(owner)).catch(() => this.#missing()),
      );
      await bus.onSignal({ interface: NAME, path: service.path }, (signal) => this.#hear(signal));
      await this.#inTurn(async () => this.#ownedBy(await bus.ownerOf(NAME)));
    } catch {
      this.#missing();
    }
  }

  show(notice: Notice): Promise<void> {
    return this.#inTurn(() => this.#notify(notice));
  }

  withdraw(keys: readonly string[]): Promise<void> {
    return this.#inTurn(async () => {
      for (const key of keys) {
        const shown = this.#options.shown.byKey(key);
        if (shown !== undefined) await this.#close(shown);
      }
    });
  }

  withdrawAll(): Promise<void> {
    clearTimeout(this.#askAgain);
    return this.#inTurn(async () => {
      await Promise.all(this.#options.shown.all.map((shown) => this.#close(shown)));
    });
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#turn.then(work);
    this.#turn = done.catch(() => undefined);
    return done;
  }

  /** Another service knows nothing of what the one before has shown. */
  async #ownedBy(owner: string | undefined): Promise<void> {
    const { bus, shown } = this.#options;
    this.#owner = owner;
    if (owner !== undefined) shown.begin(`${await bus.id()} ${owner}`);
    // One that is not there may be started by being asked.
    if (owner === undefined && !(await bus.isAvailable(NAME).catch(() => false))) this.#missing();
    else await this.#ask();
  }

  async #ask(): Promise<void> {
    clearTimeout(this.#askAgain);
    try {
      const [capabilities] = await this.#options.bus.call(service, 'GetCapabilities');
      this.#capabilities = new Set(Array.isArray(capabilities) ? capabilities : []);
      this.#options.onState({ service: this.#capabilities.has('actions') ? 'actions' : 'plain' });
    } catch (error) {
      this.#failed(error);
    }
  }

  async #notify(notice: Notice): Promise<void> {
    const { bus, shown, icon, words, sounds } = this.#options;
    if (this.#capabilities === undefined) throw new Error('No service shows notices.');
    const { key, target } = notice;
    const context = { icon, say: words(), sounds: sounds(), capabilities: this.#capabilities };
    const replaces = shown.byKey(key)?.id ?? 0;
    try {
      const [id] = await bus.call(service, 'Notify', notifyArguments(notice, { ...context, replaces }));
      if (typeof id === 'number') shown.add({ key, id, target });
    } catch (error) {
      this.#failed(error);
      throw error;
    }
  }

  async #close(notice: ShownNotice): Promise<void> {
    this.#options.shown.remove(notice);
    // One that shows no more, or a service that is gone, has nothing to close.
    await this.#options.bus.call(service, 'CloseNotification', ['u', notice.id]).catch(() => undefined);
  }

  /** Signals reach every app of the session: only the service's own count, about notices that are ours. */
  #hear({ sender, member, body: [id, more] }: BusSignal): void {
    const { shown } = this.#options;
    const notice = shown.byId(id);
    if (sender !== this.#owner || notice === undefined) return;
    if (member === 'NotificationClosed' && more !== EXPIRED) shown.remove(notice);
    const act = actOf(notice.key, member, more);
    if (act === undefined) return;
    this.#inTurn(() => this.#close(notice));
    this.#options.onAct(act, notice.target);
  }

  #failed(error: unknown): void {
    this.#capabilities = undefined;
    clearTimeout(this.#askAgain);
    this.#askAgain = setTimeout(() => this.#inTurn(() => this.#ask()), ASK_AGAIN_MS);
    this.#askAgain.unref();
    this.#options.onState({
      service: 'failed',
      problem: error instanceof Error ? error.message : String(error),
    });
  }

  #missing(): void {
    this.#capabilities = undefined;
    clearTimeout(this.#askAgain);
    this.#options.onState({ service: 'missing' });
  }
}

/** What a signal of the service says was done: a click, a button, or a reply that was written. */
function actOf(key: string, member: string, more: unknown): NoticeAct | undefined {
  if (member === 'NotificationReplied') return { key, action: 'reply', text: String(more) };
  if (member !== 'ActionInvoked') return undefined;
  if (more === 'default') return { key, action: 'open' };
  const action = noticeActions.find((one) => one === more && one !== 'reply');
  return action === undefined ? undefined : { key, action };
}
