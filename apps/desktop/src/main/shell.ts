import os from 'node:os';
import path from 'node:path';
import { limits } from '@holdfast/shared/protocol/limits.ts';
import { app, dialog, net, powerMonitor, session } from 'electron';
import type { FromEngine, ToEngine } from '../engine/api/host-messages.ts';
import type { OpenRequest, Target } from '../preload/bridge.ts';
import type { DeviceSettings } from '../preload/device-settings.ts';
import { writePageArguments } from '../preload/page-arguments.ts';
import { APP_ORIGIN } from './asset-path.ts';
import { AttentionWatch } from './attention-watch.ts';
import { DeviceSettingsStore } from './device-settings-store.ts';
import { EngineHost } from './engine-host.ts';
import type { LaunchOptions } from './launch-options.ts';
import { log } from './log.ts';
import { Notifications } from './notifications.ts';
import { callsOf, statesOf } from './page-handlers.ts';
import { PageLinks } from './pages/page-links.ts';
import { SessionVault } from './session-vault.ts';
import { Speech } from './speech.ts';
import { UnreadMark } from './unread-mark.ts';
import { AppWindows } from './windows/app-windows.ts';
import { WindowPlaces } from './windows/window-places.ts';

const built = import.meta.dirname;

type EngineStart = Extract<ToEngine, { kind: 'start' }>;

/** The shell of one profile: it joins its parts, which know nothing of one another. No data. */
export class Shell {
  readonly #options: LaunchOptions;
  readonly #vault = new SessionVault(inProfile('session.json'));
  readonly #settings = new DeviceSettingsStore(inProfile('settings.json'));
  readonly #speech = new Speech(this.#settings);
  readonly #engine: EngineHost;
  readonly #windows: AppWindows;
  readonly #pages: PageLinks;
  readonly #notifications = new Notifications((target) => this.reveal(rowOf(target)));
  readonly #attention: AttentionWatch;
  readonly #unread = new UnreadMark();
  #signIn: LaunchOptions['signIn'];

  /** Only once the app is ready: key store and screens are asked. */
  constructor(options: LaunchOptions) {
    this.#options = options;
    this.#signIn = options.signIn;
    this.#engine = new EngineHost({
      entry: path.join(built, 'engine.js'),
      startMessage: () => this.#startMessage(),
      onMessage: (message) => this.#hear(message),
    });
    this.#windows = this.#makeWindows();
    this.#pages = this.#makePages();
    this.#attention = new AttentionWatch(powerMonitor, options.idleSeconds, (state) =>
      this.#engine.tell({ kind: 'attention', state }),
    );
    this.#settings.onChange((now, before) => this.#settingsChanged(now, before));
    this.#speech.onChange(() => this.#languageChanged());
  }

  start(): void {
    this.#engine.start();
    this.#attention.start();
    powerMonitor.on('resume', () => this.#engine.tell({ kind: 'network', online: net.isOnline() }));
  }

  /** Brings the main window to the front, and shows in it what was asked for, if anything was. */
  reveal(request: OpenRequest | null): void {
    const main = this.#windows.showMain();
    if (request !== null) this.#pages.open(main.webContents, request);
  }

  /** Whether the app goes on when its last window is closed. */
  staysWithoutWindows(): boolean {
    return process.platform === 'darwin';
  }

  stop(): Promise<void> {
    return this.#engine.stop();
  }

  #makeWindows(): AppWindows {
    return new AppWindows({
      address: `${this.#origin}/`,
      preload: path.join(built, '../preload/index.cjs'),
      icon: path.join(built, '../renderer/icon.png'),
      places: new WindowPlaces(inProfile('window.json')),
      override: this.#options.window,
      pageArguments: (own) =>
        writePageArguments({
          language: this.#speech.language,
          systemLanguages: app.getPreferredSystemLanguages(),
          own,
        }),
      onMade: (window, own) => {
        this.#pages.attach(window.webContents);
        if (own === null) this.#unread.attach(window);
      },
    });
  }

  #makePages(): PageLinks {
    const asked = {
      settings: this.#settings,
      vault: this.#vault,
      windows: this.#windows,
      profile: app.getPath('userData'),
    };
    return new PageLinks({
      engine: this.#engine,
      origin: this.#origin,
      calls: callsOf(asked),
      states: statesOf(asked),
      onNetwork: (online) => this.#engine.tell({ kind: 'network', online }),
    });
  }

  get #origin(): string {
    return this.#options.devServer ?? APP_ORIGIN;
  }

  #startMessage(): EngineStart {
    return {
      kind: 'start',
      folder: inProfile('data'),
      device: os.hostname().slice(0, limits.nameLength) || 'This computer',
      language: this.#speech.language,
      version: app.getVersion(),
      kept: this.#vault.session,
      server: this.#options.server,
      signIn: this.#signIn,
    };
  }

  /** Each kind goes to the part that it is for. */
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

  /** The engine is there, perhaps again: it knows nothing of the pages and of whoever is at the device. */
  #begin(): void {
    this.#pages.connectAll();
    this.#engine.tell({ kind: 'attention', state: this.#attention.state });
  }

  /** Each part is told of the settings that are its own. */
  #settingsChanged(_now: DeviceSettings, _before: DeviceSettings): void {
    this.#pages.stateChanged('settings');
  }

  #languageChanged(): void {
    this.#engine.tell({ kind: 'language', language: this.#speech.language });
  }

  /** What pages keep on the disk, such as drafts, goes with the account's data. */
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
    const main = this.#windows.main;
    const { response } = await (main === undefined
      ? dialog.showMessageBox(asked)
      : dialog.showMessageBox(main, asked));
    if (response === 0) return this.#engine.start();
    app.quit();
  }
}

/** Nothing to show but the app itself where there is no row. */
function rowOf(target: Target | null): OpenRequest | null {
  return target === null ? null : { kind: 'row', ...target };
}

function inProfile(name: string): string {
  return path.join(app.getPath('userData'), name);
}
