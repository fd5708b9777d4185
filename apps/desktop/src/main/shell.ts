import os from 'node:os';
import path from 'node:path';
import { limits } from '@holdfast/shared/protocol/limits.ts';
import { app, type BrowserWindow, dialog, net, powerMonitor, session } from 'electron';
import type { FromEngine, ToEngine } from '../engine/api/host-messages.ts';
import type { Target } from '../preload/bridge.ts';
import { writePageArguments } from '../preload/page-arguments.ts';
import { type Language, languageFor } from '../words/languages.ts';
import { APP_ORIGIN } from './asset-path.ts';
import { AttentionWatch } from './attention-watch.ts';
import { DeviceSettingsStore } from './device-settings-store.ts';
import { EngineHost } from './engine-host.ts';
import type { LaunchOptions } from './launch-options.ts';
import { log } from './log.ts';
import { openMainWindow } from './main-window.ts';
import { Notifications } from './notifications.ts';
import type { ShellCalls, ShellStates } from './page-api.ts';
import { PageLink } from './page-link.ts';
import { saveText } from './save-text.ts';
import { hasKeyStore, SessionVault } from './session-vault.ts';
import { UnreadMark } from './unread-mark.ts';

const built = import.meta.dirname;

type EngineStart = Extract<ToEngine, { kind: 'start' }>;

/** The shell of one profile: its window, its engine, its kept session, its notifications. No data. */
export class Shell {
  readonly #options: LaunchOptions;
  readonly #vault: SessionVault;
  readonly #settings = new DeviceSettingsStore(inProfile('settings.json'));
  readonly #engine: EngineHost;
  readonly #page: PageLink;
  readonly #notifications: Notifications;
  readonly #attention: AttentionWatch;
  readonly #unread = new UnreadMark();
  #signIn: LaunchOptions['signIn'];
  #window: BrowserWindow | undefined;

  /** Only once the app is ready: key store and screens are asked. */
  constructor(options: LaunchOptions) {
    this.#options = options;
    this.#signIn = options.signIn;
    this.#vault = new SessionVault(inProfile('session.json'));
    this.#engine = new EngineHost({
      entry: path.join(built, 'engine.js'),
      startMessage: () => this.#startMessage(),
      onMessage: (message) => this.#hear(message),
    });
    this.#page = new PageLink({
      engine: this.#engine,
      origin: options.devServer ?? APP_ORIGIN,
      calls: this.#calls(),
      states: this.#states(),
      onNetwork: (online) => this.#engine.tellNetwork(online),
    });
    this.#attention = new AttentionWatch(powerMonitor, options.idleSeconds, (state) =>
      this.#engine.tellAttention(state),
    );
    this.#settings.onChange(() => this.#page.stateChanged('settings'));
    this.#notifications = new Notifications((target) => this.reveal(target));
  }

  start(): void {
    this.#engine.start();
    this.#attention.start();
    powerMonitor.on('resume', () => this.#engine.tellNetwork(net.isOnline()));
  }

  /** Brings the window to the front, or opens it again. */
  showWindow(): void {
    const window = this.#window;
    if (window === undefined) {
      this.#openWindow();
      return;
    }
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
  }

  /** Brings the window to the front, and shows a target in it if there is one. */
  reveal(target: Target | null): void {
    this.showWindow();
    if (target !== null) this.#page.open(target);
  }

  stop(): Promise<void> {
    return this.#engine.stop();
  }

  #openWindow(): void {
    const window = openMainWindow({
      address: `${this.#options.devServer ?? APP_ORIGIN}/`,
      preload: path.join(built, '../preload/index.cjs'),
      pageArguments: writePageArguments({
        language: this.#language(),
        systemLanguages: app.getPreferredSystemLanguages(),
      }),
      icon: path.join(built, '../renderer/icon.png'),
      stateFile: inProfile('window.json'),
      override: this.#options.window,
      onCreated: (created) => this.#page.attach(created.webContents),
    });
    this.#unread.attach(window);
    window.once('closed', () => {
      this.#window = undefined;
    });
    this.#window = window;
  }

  #calls(): ShellCalls {
    return {
      keyStore: () => ({ available: hasKeyStore(), keeping: this.#vault.keeping }),
      saveText,
      changeSettings: (changes) => {
        this.#settings.change(changes);
        return {};
      },
      openWindow: () => ({}),
      about: () => ({ versions: [], profile: app.getPath('userData'), logs: '', crashes: [] }),
      openFolder: () => ({}),
      checkForUpdates: () => ({}),
      installUpdate: () => ({}),
    };
  }

  #states(): ShellStates {
    return {
      settings: () => this.#settings.settings,
      native: () => ({ service: 'unknown', focusMode: 'unknown' }),
      updates: () => ({ state: 'unsupported' }),
    };
  }

  #language(): Language {
    return languageFor(this.#settings.settings.language, app.getPreferredSystemLanguages());
  }

  #startMessage(): EngineStart {
    return {
      kind: 'start',
      folder: inProfile('data'),
      device: os.hostname().slice(0, limits.nameLength) || 'This computer',
      language: this.#language(),
      version: app.getVersion(),
      kept: this.#vault.session,
      server: this.#options.server,
      signIn: this.#signIn,
    };
  }

  #hear(message: FromEngine): void {
    if (message.kind === 'ready') this.#begin();
    if (message.kind === 'unread') this.#unread.set(message.total);
    if (message.kind === 'notice') this.#notifications.show(message.notice);
    if (message.kind === 'wiped') this.#forgetPage();
    if (message.kind === 'failed') this.#askAfterFailure(message.message);
    if (message.kind !== 'keep') return;
    this.#signIn = undefined;
    this.#vault.keep(message.session);
  }

  /** The engine is there, perhaps again: it knows nothing of the page and of whoever is at the device. */
  #begin(): void {
    this.#page.connect();
    this.#engine.tellAttention(this.#attention.state);
  }

  /** What the page keeps on the disk, such as drafts, goes with the account's data. */
  #forgetPage(): void {
    session.defaultSession.clearStorageData().catch((error: unknown) => {
      log(`What the page kept could not be removed: ${String(error)}`);
    });
  }

  async #askAfterFailure(message: string): Promise<void> {
    const asked = {
      type: 'warning' as const,
      message: 'Holdfast cannot open its data on this device.',
      detail: message,
      buttons: ['Try again', 'Quit'],
    };
    const { response } = await (this.#window === undefined
      ? dialog.showMessageBox(asked)
      : dialog.showMessageBox(this.#window, asked));
    if (response === 0) return this.#engine.start();
    app.quit();
  }
}

function inProfile(name: string): string {
  return path.join(app.getPath('userData'), name);
}
