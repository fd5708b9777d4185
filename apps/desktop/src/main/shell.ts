import os from 'node:os';
import path from 'node:path';
import { limits } from '@holdfast/shared/protocol/limits.ts';
import { app, BrowserWindow, net, powerMonitor, session } from 'electron';
import type { FromEngine, KeptSession, ToEngine } from '../engine/api/host-messages.ts';
import type { NoticeAct } from '../engine/api/notices.ts';
import type { OpenRequest, Target } from '../preload/bridge.ts';
import type { DeviceSettings } from '../preload/device-settings.ts';
import { writePageArguments } from '../preload/page-arguments.ts';
import { askAfterFailure } from './ask-after-failure.ts';
import { APP_ORIGIN } from './asset-path.ts';
import { AttentionWatch } from './attention-watch.ts';
import { dropCrashes } from './crashes/crash-reports.ts';
import { Buses } from './dbus/buses.ts';
import { DeviceSettingsStore } from './device-settings-store.ts';
import { EngineHost } from './engine-host.ts';
import { answerFileAsk } from './files/file-asks.ts';
import type { LaunchOptions } from './launch-options.ts';
import { followLock } from './lock-watch.ts';
import { log } from './log.ts';
import { keepLoginStart } from './login-start.ts';
import { NativeNotices } from './notify/native-notices.ts';
import { callsOf, statesOf } from './page-handlers.ts';
import { PageLinks } from './pages/page-links.ts';
import { followMetered } from './power/follow-metered.ts';
import { RestWatch } from './power/rest-watch.ts';
import { SessionVault } from './session-vault.ts';
import { Speech } from './speech.ts';
import { checkSpelling } from './spelling.ts';
import { AppTray } from './tray/app-tray.ts';
import { quietSpanEnd } from './tray/quiet-spans.ts';
import { UnreadMark } from './unread-mark.ts';
import { startUpdates } from './updates/start-updates.ts';
import type { Updates } from './updates/updates.ts';
import { AppWindows } from './windows/app-windows.ts';
import { WindowCare } from './windows/window-care.ts';
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
  readonly #care: WindowCare;
  readonly #pages: PageLinks;
  readonly #buses = new Buses();
  readonly #native: NativeNotices;
  /** What was done about notices while there was no engine. */
  readonly #acts: NoticeAct[] = [];
  readonly #attention: AttentionWatch;
  readonly #rest = new RestWatch((resting) => this.#setResting(resting));
  readonly #unread: UnreadMark;
  readonly #tray: AppTray;
  #trayStarted: Promise<void> = Promise.resolve();
  readonly #updates: Updates | undefined;
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
    this.#care = this.#makeCare();
    this.#native = this.#makeNative();
    this.#tray = this.#makeTray();
    this.#unread = new UnreadMark({
      buses: this.#buses,
      dot: path.join(this.#trayIcons, 'dot-16.png'),
      words: () => this.#speech.words,
    });
    this.#updates = this.#startUpdates();
    this.#pages = this.#makePages();
    this.#attention = new AttentionWatch(powerMonitor, options.idleSeconds, (state) => {
      this.#engine.tell({ kind: 'attention', state });
      this.#rest.setAttention(state);
    });
    this.#settings.onChange((now, before) => this.#settingsChanged(now, before));
    this.#speech.onChange(() => this.#languageChanged());
  }

  start(): void {
    this.#engine.start();
    this.#attention.start();
    app.on('browser-window-focus', () => this.#attention.look());
    followLock(this.#buses, (isLocked) => this.#attention.setLocked(isLocked)).catch((error: unknown) =>
      log(`The screen's lock is not heard: ${String(error)}`),
    );
    this.#native
      .start()
      .catch((error: unknown) => log(`Notices of the system do not work: ${String(error)}`));
    this.#trayStarted = this.#tray
      .start()
      .catch((error: unknown) => log(`There is no tray: ${String(error)}`));
    checkSpelling(session.defaultSession, this.#settings.settings, this.#options.dictionaries);
    keepLoginStart(this.#settings);
    this.#followMetered().catch((error: unknown) => log(`The network is not followed: ${String(error)}`));
    powerMonitor.on('resume', () => this.#engine.tell({ kind: 'network', online: net.isOnline() }));
  }

  /** Brings the main window to the front, and shows in it what was asked for, if anything was. */
  reveal(request: OpenRequest | null): void {
    const main = this.#windows.showMain();
    if (request !== null) this.#pages.open(main.webContents, request);
  }

  /** Shows the window, unless the app was started as somebody logged in and waits in the tray. */
  async revealUnlessInTray(): Promise<void> {
    await this.#trayStarted;
    if (!this.#tray.isShown || !this.#settings.settings.closeToTray) this.reveal(null);
  }

  /** Whether the app goes on when its last window is closed, as it does where it can be found again. */
  staysWithoutWindows(): boolean {
    if (process.platform === 'darwin') return true;
    const { closeToTray, trayTold } = this.#settings.settings;
    if (!closeToTray || !this.#tray.isShown) return false;
    if (!trayTold) this.#tellOfTray();
    return true;
  }

  async stop(): Promise<void> {
    await Promise.all([this.#engine.stop(), this.#native.stop()]);
  }

  #makeNative(): NativeNotices {
    return new NativeNotices({
      buses: this.#buses,
      file: inProfile('notices.json'),
      icon: app.isPackaged ? 'holdfast' : this.#icon,
      desktop: this.#options.desktop,
      words: () => this.#speech.words,
      sounds: () => this.#settings.settings.sounds,
      onAct: (act, target) => {
        this.#acts.push(act);
        this.#tellActs();
        if (act.action === 'open') this.reveal(target === null ? inbox : rowOf(target));
      },
      onUnshown: (notice) => this.#engine.tell({ kind: 'notice-unshown', notice }),
      onState: () => {
        this.#pages.stateChanged('native');
        this.#tellNative();
      },
    });
  }

  #makeWindows(): AppWindows {
    return new AppWindows({
      address: `${this.#origin}/`,
      preload: path.join(built, '../preload/index.cjs'),
      icon: this.#icon,
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
        this.#care.mind(window);
        if (own === null) this.#unread.attach(window);
      },
    });
  }

  #setResting(resting: boolean): void {
    this.#engine.tell({ kind: 'rest', resting });
    this.#attention.setResting(resting);
  }

  async #followMetered(): Promise<void> {
    await followMetered(await this.#buses.system(), (isMetered) => this.#rest.setMetered(isMetered));
  }

  #makeCare(): WindowCare {
    return new WindowCare({
      settings: this.#settings,
      speech: this.#speech,
      isDevelopment: this.#options.devServer !== undefined,
      windows: this.#windows,
      show: (request, window) => {
        if (window === undefined) this.reveal(request);
        else this.#pages.open(window.webContents, request);
      },
    });
  }

  #startUpdates(): Updates | undefined {
    return startUpdates({
      mirror: this.#options.updateFeed,
      settings: () => this.#settings.settings,
      words: () => this.#speech.words,
      onChange: () => this.#pages.stateChanged('updates'),
      stopEngine: () => this.stop(),
      log,
    });
  }

  #makePages(): PageLinks {
    const asked = {
      settings: this.#settings,
      vault: this.#vault,
      windows: this.#windows,
      care: this.#care,
      native: this.#native,
      updates: this.#updates,
    };
    return new PageLinks({
      engine: this.#engine,
      origin: this.#origin,
      calls: callsOf(asked),
      states: statesOf(asked),
      onNetwork: (online) => this.#engine.tell({ kind: 'network', online }),
    });
  }

  #makeTray(): AppTray {
    return new AppTray({
      buses: this.#buses,
      icons: this.#trayIcons,
      words: () => this.#speech.words,
      language: () => this.#speech.language,
      actions: {
        open: () => this.reveal(null),
        openInbox: () => this.reveal(inbox),
        newTicket: () => this.reveal({ kind: 'command', id: 'new ticket' }),
        doNotDisturb: (span) => {
          const until = span === null ? null : quietSpanEnd(span, new Date()).toISOString();
          this.#engine.tell({ kind: 'do-not-disturb', until });
        },
        quit: () => app.quit(),
      },
      onLost: () => {
        if (this.#windows.all.length === 0) this.reveal(null);
      },
    });
  }

  /** Once, so that nobody looks in vain for how to end it. */
  #tellOfTray(): void {
    const say = this.#speech.words;
    this.#settings.change({ trayTold: true });
    this.#native.show({
      key: 'tray',
      title: say('tray.goes-on'),
      body: say('tray.goes-on-how'),
      target: null,
      actions: [],
      urgent: false,
      sound: false,
    });
  }

  get #trayIcons(): string {
    return path.join(built, '../renderer/tray');
  }

  get #icon(): string {
    return path.join(built, '../renderer/icon.png');
  }

  get #origin(): string {
    return this.#options.devServer ?? APP_ORIGIN;
  }

  #startMessage(): EngineStart {
    return {
      kind: 'start',
      folder: inProfile('data'),
      device: os.hostname().slice(0, limits.nameLength) || this.#speech.words('device'),
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
    if (message.kind === 'unread') this.#setUnread(message.total);
    if (message.kind === 'line') this.#tray.setLine(message);
    if (message.kind === 'do-not-disturb') this.#tray.setQuietUntil(message.until);
    if (message.kind === 'notice') this.#native.show(message.notice);
    if (message.kind === 'notice-gone') this.#native.withdraw(message.keys);
    if (message.kind === 'wiped') this.#forgetPage();
    if (message.kind === 'failed') this.#askAfterFailure(message.message);
    if (message.kind === 'keep') this.#keep(message.session);
    if (message.kind === 'file-ask') void this.#answerFileAsk(message);
  }

  /** The engine waits until the person has answered, however that goes. */
  async #answerFileAsk({ id, ask }: Extract<FromEngine, { kind: 'file-ask' }>): Promise<void> {
    const answer = await answerFileAsk(ask, {
      folder: inProfile('data'),
      words: () => this.#speech.words,
      window: () => BrowserWindow.getFocusedWindow() ?? this.#windows.main,
    }).catch((error: unknown) => ({ done: false, problem: String(error) }));
    this.#engine.tell({ kind: 'file-answer', id, answer });
  }

  #keep(session: KeptSession | null): void {
    this.#signIn = undefined;
    if (session === null && this.#vault.session !== undefined) forgetCrashes();
    this.#vault.keep(session);
  }

  #setUnread(total: number): void {
    this.#unread.set(total);
    this.#tray.setUnread(total);
  }

  /** The engine is there, perhaps again: it knows nothing of the pages and of whoever is at the device. */
  #begin(): void {
    this.#pages.connectAll();
    this.#engine.tell({ kind: 'attention', state: this.#attention.state });
    this.#engine.tell({ kind: 'rest', resting: this.#rest.isResting });
    this.#tellNative();
    this.#tellActs();
  }

  /** Whether notices show outside the windows: the system can, and the person wants it on this device. */
  #tellNative(): void {
    const works = this.#native.works && this.#settings.settings.nativeNotifications;
    this.#engine.tell({ kind: 'native', works, focusMode: this.#native.state.focusMode === 'on' });
  }

  /** A reply that was written is not lost because the engine is only coming. */
  #tellActs(): void {
    if (!this.#engine.isReady) return;
    for (const act of this.#acts.splice(0)) this.#engine.tell({ kind: 'notice-act', act });
  }

  /** Each part is told of the settings that are its own. */
  #settingsChanged(now: DeviceSettings, before: DeviceSettings): void {
    this.#pages.stateChanged('settings');
    if (now.spellCheck !== before.spellCheck || now.spellLanguages !== before.spellLanguages)
      checkSpelling(session.defaultSession, now, undefined);
    if (now.updateChannel !== before.updateChannel) void this.#updates?.check();
    this.#tellNative();
  }

  #languageChanged(): void {
    this.#tray.languageChanged();
    this.#engine.tell({ kind: 'language', language: this.#speech.language });
  }

  #askAfterFailure(why: string): void {
    void askAfterFailure(why, this.#speech.words, this.#windows.main, () => this.#engine.start());
  }

  /** What pages keep on the disk, such as drafts, goes with the account's data. */
  #forgetPage(): void {
    forgetCrashes();
    session.defaultSession.clearStorageData().catch((error: unknown) => {
      log(`What the page kept could not be removed: ${String(error)}`);
    });
  }
}

/** Where a notice leads that is about no single row. */
const inbox: OpenRequest = { kind: 'place', screen: 'inbox' };

function rowOf(target: Target): OpenRequest {
  return { kind: 'row', ...target };
}

/** Reports of crashes hold pieces of what was in memory: they go with the account that it was of. */
function forgetCrashes(): void {
  dropCrashes(app.getPath('crashDumps'), 0);
}

function inProfile(name: string): string {
  return path.join(app.getPath('userData'), name);
}
