import { Notification, type NotificationConstructorOptions } from 'electron';
import type { Notice, NoticeAction } from '../../engine/api/notices.ts';
import type { Words } from '../../words/words.ts';
import type { NoticeOutlet, OutletReports } from './outlet.ts';

/** More than this cannot be clicked any more; the oldest are let go. */
const KEPT = 50;
const BODY_LENGTH = 200;
/** After a failure it is tried again. */
const TRY_AGAIN_MS = 5 * 60_000;

export interface ElectronNoticesOptions extends OutletReports {
  words(): Words;
  /** Whether notices may be heard on this device. */
  sounds(): boolean;
  /** The system said later that it did not take this one. */
  onUnshown(notice: Notice): void;
}

/** Shows notices on macOS and Windows, which take them from Electron with buttons and an inline reply. */
export class ElectronNotices implements NoticeOutlet {
  readonly #options: ElectronNoticesOptions;
  /** Each is held while it may be clicked, or it would be collected. */
  readonly #shown = new Map<string, Notification>();

  constructor(options: ElectronNoticesOptions) {
    this.#options = options;
  }

  start(): Promise<void> {
    this.#options.onState({ service: Notification.isSupported() ? 'actions' : 'missing' });
    return Promise.resolve();
  }

  /** Resolves at once: that the system did not take it, it says later. */
  show(notice: Notice): Promise<void> {
    const { key } = notice;
    const buttons = notice.actions.filter((action) => action !== 'reply');
    const shown = new Notification(this.#describe(notice, buttons));
    this.#listen(shown, notice, buttons);
    this.#shown.get(key)?.close();
    this.#shown.set(key, shown);
    if (this.#shown.size > KEPT) this.#dropOldest();
    shown.show();
    return Promise.resolve();
  }

  withdraw(keys: readonly string[]): Promise<void> {
    for (const key of keys) this.#close(key);
    return Promise.resolve();
  }

  /** macOS starts the app when one is clicked: there they stay. */
  withdrawAll(): Promise<void> {
    return process.platform === 'darwin' ? Promise.resolve() : this.withdraw([...this.#shown.keys()]);
  }

  #close(key: string): void {
    this.#shown.get(key)?.close();
    this.#shown.delete(key);
    // One that an earlier run of the app has shown.
    if (process.platform === 'darwin') Notification.remove(key);
  }

  #describe(notice: Notice, buttons: readonly NoticeAction[]): NotificationConstructorOptions {
    const { words, sounds } = this.#options;
    const say = words();
    return {
      // The system takes one with the same for an update, and names it when a click starts the app.
      id: notice.key,
      title: notice.title,
      body: notice.body.slice(0, BODY_LENGTH),
      silent: !(notice.sound && sounds()),
      urgency: notice.urgent ? 'critical' : 'normal',
      hasReply: notice.actions.includes('reply'),
      replyPlaceholder: say('native.write'),
      actions: buttons.map((action) => ({ type: 'button', text: say(`native.${action}`) })),
    };
  }

  #listen(shown: Notification, notice: Notice, buttons: readonly NoticeAction[]): void {
    const { key, target } = notice;
    const { onAct, onState, onUnshown } = this.#options;
    // A later one with the same key may have taken its place by then.
    const forget = () => this.#shown.get(key) === shown && this.#shown.delete(key);
    shown.on('click', () => {
      forget();
      onAct({ key, action: 'open' }, target);
    });
    shown.on('reply', (_event, text) => onAct({ key, action: 'reply', text }, target));
    shown.on('action', (_event, index) => {
      const action = buttons[index];
      if (action !== undefined) onAct({ key, action }, target);
    });
    shown.on('close', forget);
    shown.on('show', () => onState({ service: 'actions' }));
    shown.on('failed', (_event, problem) => {
      forget();
      onState({ service: 'failed', problem });
      onUnshown(notice);
      setTimeout(() => onState({ service: 'actions' }), TRY_AGAIN_MS).unref();
    });
  }

  #dropOldest(): void {
    const [oldest] = this.#shown.keys();
    if (oldest !== undefined) this.#shown.delete(oldest);
  }
}
