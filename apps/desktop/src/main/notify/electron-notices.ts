import { Notification, type NotificationConstructorOptions } from 'electron';
import type { Notice, NoticeAction } from '../../engine/api/notices.ts';
import type { Words } from '../../words/words.ts';
import type { NoticeOutlet, OutletReports } from './outlet.ts';

/** More than this cannot be clicked any more; the oldest are let go. */
const KEPT = 50;
const BODY_LENGTH = 200;

export interface ElectronNoticesOptions extends OutletReports {
  readonly platform: NodeJS.Platform;
  words(): Words;
  /** Whether notices may be heard on this device. */
  sounds(): boolean;
}

/** Shows notices through Electron: on macOS and Windows, and on a Linux without a session bus. */
export class ElectronNotices implements NoticeOutlet {
  readonly #options: ElectronNoticesOptions;
  /** Each is held while it may be clicked, or it would be collected. */
  readonly #shown = new Map<string, Notification>();

  constructor(options: ElectronNoticesOptions) {
    this.#options = options;
  }

  start(): Promise<void> {
    const working = this.#hasButtons ? 'actions' : 'plain';
    this.#options.onState({ service: Notification.isSupported() ? working : 'missing' });
    return Promise.resolve();
  }

  /** Resolves at once: that the system did not take it is told as a state (`failed`). */
  show(notice: Notice): Promise<void> {
    const { key } = notice;
    this.#shown.get(key)?.close();
    this.#shown.delete(key);
    const buttons = notice.actions.filter((action) => action !== 'reply');
    const shown = new Notification(this.#describe(notice, buttons));
    this.#listen(shown, notice, buttons);
    this.#shown.set(key, shown);
    if (this.#shown.size > KEPT) this.#dropOldest();
    shown.show();
    return Promise.resolve();
  }

  withdraw(keys: readonly string[]): Promise<void> {
    for (const key of keys) this.#shown.get(key)?.close();
    for (const key of keys) this.#shown.delete(key);
    return Promise.resolve();
  }

  withdrawAll(): Promise<void> {
    return this.withdraw([...this.#shown.keys()]);
  }

  get #hasButtons(): boolean {
    return this.#options.platform !== 'linux';
  }

  #describe(notice: Notice, buttons: readonly NoticeAction[]): NotificationConstructorOptions {
    const { words, sounds } = this.#options;
    const say = words();
    return {
      title: notice.title,
      body: notice.body.slice(0, BODY_LENGTH),
      silent: !(notice.sound && sounds()),
      urgency: notice.urgent ? 'critical' : 'normal',
      ...(this.#hasButtons
        ? {
            hasReply: notice.actions.includes('reply'),
            replyPlaceholder: say('native.write'),
            actions: buttons.map((action) => ({ type: 'button' as const, text: say(`native.${action}`) })),
          }
        : {}),
    };
  }

  #listen(shown: Notification, { key, target }: Notice, buttons: readonly NoticeAction[]): void {
    const { onAct, onState } = this.#options;
    // A later one with the same key has taken its place by then.
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
    shown.on('show', () => onState({ service: this.#hasButtons ? 'actions' : 'plain' }));
    shown.on('failed', (_event, problem) => {
      forget();
      onState({ service: 'failed', problem });
    });
  }

  #dropOldest(): void {
    const [oldest] = this.#shown.keys();
    if (oldest !== undefined) this.#shown.delete(oldest);
  }
}
